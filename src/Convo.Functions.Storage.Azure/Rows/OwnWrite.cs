using Azure.Data.Tables;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>
/// After a try whose answer was lost, a conflict may be one with ourselves. The writer's nonce, which every row of the product carries, tells
/// (architecture, section 4): own nonce means that the lost try did it. So the port's word "nothing was written" stays true.
/// </summary>
internal sealed class OwnWrite(TableClient client, IReadOnlyList<RowChange> changes)
{
    /// <summary>The result of the lost try; null where it was not ours, or can't be told.</summary>
    public async Task<WriteResult?> FindAsync(WriteResult.Conflict conflict, CancellationToken cancellation)
    {
        if (changes is [RowChange.Delete])
        {
            // A removal asks for a row to be gone, and it is. Who did it can't be told, and matters to nobody.
            return conflict.Reason is WriteConflict.Missing ? new WriteResult.Done([null]) : null;
        }

        if (!changes.Any(change => NonceOf(RowRules.RowOf(change)) is not null))
        {
            return null;
        }

        var rows = await Task.WhenAll(changes.Select(change => ReadAsync(change, cancellation)));
        return changes.Zip(rows).Any(pair => IsOurs(pair.First, pair.Second)) ? new WriteResult.Done([.. changes.Zip(rows, TagOf)]) : null;
    }

    private Task<Row?> ReadAsync(RowChange change, CancellationToken cancellation) =>
        change is RowChange.Delete ? Task.FromResult<Row?>(null) : client.GetRowAsync(change.Partition, change.Key, cancellation);

    private static string? NonceOf(Row? row) => row?.Text(Nonces.Name);

    private static bool IsOurs(RowChange change, Row? read) => NonceOf(read) is { } nonce && nonce == NonceOf(RowRules.RowOf(change));

    // A row that somebody has changed since must not be replaced by us unseen, so its tag is one that fits nothing.
    private static string? TagOf(RowChange change, Row? read) => change switch
    {
        RowChange.Delete => null,
        _ when IsOurs(change, read) => read!.Tag,
        _ => RowTag.NeverOf(change.Partition, change.Key),
    };
}
