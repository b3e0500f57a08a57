using Azure.Data.Tables;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Account;
using Convo.Functions.Storage.Azure.Pipeline;
using Convo.Functions.Storage.Azure.Rows;

namespace Convo.Functions.Storage.Azure;

/// <summary>The product's rows in Azure Table Storage, by Microsoft's client.</summary>
public sealed class AzureTables : ITables
{
    private readonly AzureStorageOptions options;
    private readonly LimitedCalls calls;
    private readonly Dictionary<string, TableClient> tables;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    /// <exception cref="ArgumentException">The options don't say where storage is, or how one is let in.</exception>
    public AzureTables(AzureStorageOptions options)
    {
        this.options = options;
        calls = new LimitedCalls("Table Storage", options.Within, options.Clock);
        var client = StorageClients.Tables(options, StorageEndpoints.Of(options));
        tables = TableNames.All.ToDictionary(name => name, client.GetTableClient, StringComparer.Ordinal);
    }

    /// <summary>Makes the tables that are not there yet, all at once.</summary>
    /// <exception cref="StorageException">One could not be made.</exception>
    public Task EnsureAsync(CancellationToken cancellation) => Task.WhenAll(tables.Values.Select(table =>
        calls.WriteAsync((_, token) => table.CreateIfNotExistsAsync(token), cancellation)));

    /// <inheritdoc/>
    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        RowRules.CheckGet(table, partition, key);
        return calls.ReadAsync(token => tables[table].GetRowAsync(partition, key, token), cancellation);
    }

    /// <inheritdoc/>
    public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        RowRules.CheckQuery(table, range);
        if (continuation is not null && continuation.Split(' ') is not [{ Length: > 0 }, _])
        {
            // The client would begin again at the first row.
            throw new ArgumentException("The continuation is not one that a query gave.", nameof(continuation));
        }

        return calls.ReadAsync(token => PageAsync(tables[table], range, continuation, token), cancellation);
    }

    /// <inheritdoc/>
    public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        RowRules.CheckWrite(table, changes);
        return calls.WriteAsync((tries, token) => new TableWrite(tables[table], changes, tries, options).RunAsync(token), cancellation);
    }

    private static async Task<RowPage> PageAsync(TableClient table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        if (RangeFilter.IsEmpty(range))
        {
            return new RowPage([], Continuation: null);
        }

        var pages = table.QueryAsync<TableEntity>(RangeFilter.Of(range), range.Take, select: null, cancellation).AsPages(continuation);
        await foreach (var page in pages)
        {
            var rows = page.Values.Where(entity => RangeFilter.Holds(range, entity.RowKey)).Select(RowEntity.ToRow).ToList();
            return new RowPage(rows, page.ContinuationToken);
        }

        return new RowPage([], Continuation: null);
    }
}
