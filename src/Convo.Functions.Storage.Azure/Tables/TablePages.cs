using Azure;
using Azure.Core;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>The pages of a query, asked for one by one. Where the next begins is told in headers (Microsoft Learn, "Query timeout and pagination").</summary>
internal sealed class TablePages(TableRequests requests, TableAddress address, string? filter, int? maxPerPage, CancellationToken cancellation)
    : AsyncPageable<TableEntity>(cancellation)
{
    private const string NextPartition = "x-ms-continuation-NextPartitionKey";
    private const string NextRow = "x-ms-continuation-NextRowKey";

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Page<TableEntity>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var (partition, row) = Split(token);
            var page = address.Page(filter, pageSizeHint ?? maxPerPage, partition, row);
            var response = await requests.SendAsync(new TableRequest(RequestMethod.Get, page), CancellationToken);
            if (response.Status is not 200)
            {
                throw TableError.Of(response);
            }

            token = TokenOf(response);
            yield return Page<TableEntity>.FromValues(EntityJson.ReadPage(response.Content), token, response);
        }
        while (token is not null);
    }

    // Both are opaque, and as header values they hold no space.
    private static string? TokenOf(Response response)
    {
        var partition = response.Headers.TryGetValue(NextPartition, out var given) ? given : null;
        var row = response.Headers.TryGetValue(NextRow, out given) ? given : null;
        return partition is null ? null : $"{partition} {row}".TrimEnd();
    }

    private static (string? Partition, string? Row) Split(string? token) => token?.Split(' ') switch
    {
        null => (null, null),
        [{ Length: > 0 } partition] => (partition, null),
        [{ Length: > 0 } partition, { Length: > 0 } row] => (partition, row),
        _ => throw new ArgumentException("The continuation is not one that this query gave.", nameof(token)),
    };
}
