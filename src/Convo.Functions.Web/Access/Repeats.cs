using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Web.Access;

/// <summary>Remembers the requests that were taken last, by the id that the Functions host gives each: for those that it sends again after a crash.</summary>
internal sealed class Repeats(ITables tables, IChance chance)
{
    /// <summary>How many are remembered. They are sent again within seconds, and come from people.</summary>
    public const int Remembered = 100;

    private const string Partition = "turns";
    private const string Key = "requests";
    private const string Ids = "ids";
    private const int LongestId = 100;
    private const int MostTries = 5;

    /// <summary>Takes a request, so that it is taken no second time.</summary>
    /// <returns>False where it was taken before.</returns>
    /// <exception cref="StorageException">It could not be remembered; nothing must be done for it then.</exception>
    public async Task<bool> TakeAsync(string id, CancellationToken cancellation)
    {
        var known = id.Length <= LongestId ? id : id[^LongestId..];
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var row = await tables.GetAsync(TableNames.Connections, Partition, Key, cancellation);
            var taken = row?.Text(Ids)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (taken.Contains(known))
            {
                return false;
            }

            var nonce = chance.NewId();
            var written = new Row(Partition, Key, new Dictionary<string, RowValue>
            {
                [Ids] = string.Join('\n', taken.TakeLast(Remembered - 1).Append(known)),
                [Nonces.Name] = nonce,
            });
            RowChange change = row is { Tag: { } tag } ? new RowChange.Replace(written, tag) : new RowChange.Insert(written);
            if (await tables.WriteOwnAsync(TableNames.Connections, [change], nonce, cancellation) is not null)
            {
                return true;
            }
        }

        throw new StorageException("A request could not be remembered: others were being taken all the while.", mayHaveHappened: false);
    }
}
