using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>The port's rows as Table Storage's.</summary>
internal static class RowEntity
{
    /// <summary>A row to send. It shares nothing with what was given, which may change while tries go on.</summary>
    public static TableEntity Of(Row row)
    {
        var entity = new TableEntity(row.Partition, row.Key);
        foreach (var (name, value) in row.Values)
        {
            entity[name] = value switch
            {
                { AsText: { } text } => text,
                { AsNumber: { } number } => number,
                { AsFlag: { } flag } => flag,
                { AsTime: { } time } => time,
                { AsBytes: { } bytes } => bytes.ToArray(),
                _ => throw new ArgumentException($"Value {name} is none.", nameof(row)),
            };
        }

        return entity;
    }

    /// <summary>A row that was read.</summary>
    /// <exception cref="FormatException">It is none that the product could have written.</exception>
    public static Row ToRow(TableEntity entity)
    {
        if (entity is not { PartitionKey: { } partition, RowKey: { } key })
        {
            throw new FormatException("A row has no keys.");
        }

        var values = new Dictionary<string, RowValue>(entity.Count, StringComparer.Ordinal);
        foreach (var (name, value) in entity)
        {
            if (IsOfTheSystem(name) || value is null)
            {
                continue;
            }

            values[name] = value switch
            {
                string text => text,
                long number => number,
                bool flag => flag,
                DateTimeOffset time => time,
                byte[] bytes => bytes,
                _ => throw new FormatException("A value is of a kind that we don't store."),
            };
        }

        return new Row(partition, key, values) { Tag = RowTag.Of(entity.ETag.ToString("H"), partition, key) };
    }

    /// <summary>Reads a row; null where there is none.</summary>
    /// <exception cref="RequestFailedException">It could not be read: among others because there is no such table.</exception>
    public static async Task<Row?> GetRowAsync(this TableClient client, string partition, string key, CancellationToken cancellation)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, key, select: null, cancellation);
        if (found.HasValue)
        {
            return ToRow(found.Value!);
        }

        // The client gives nothing also where the whole table is not there.
        var nothing = new RequestFailedException(found.GetRawResponse());
        return nothing.ErrorCode == TableErrorCode.TableNotFound ? throw nothing : null;
    }

    /// <summary>A change of a batch.</summary>
    public static TableTransactionAction ActionOf(RowChange change) => change switch
    {
        RowChange.Insert insert => new TableTransactionAction(TableTransactionActionType.Add, Of(insert.Row)),
        RowChange.Upsert upsert => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Of(upsert.Row)),
        RowChange.Replace replace => new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, Of(replace.Row), RowTag.ToETag(replace.IfTag, replace.Partition, replace.Key)),
        RowChange.Delete { IfTag: { } tag } delete => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(delete.Partition, delete.Key), RowTag.ToETag(tag, delete.Partition, delete.Key)),
        _ => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(change.Partition, change.Key), ETag.All),
    };

    private static bool IsOfTheSystem(string name) =>
        name is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp)
        || name.StartsWith("odata.", StringComparison.Ordinal);
}
