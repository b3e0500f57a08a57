using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// Whose turn it is to do what is done once in a period, whatever calls and however often: a row per task says which period was taken last. So a
/// timer that fires twice, on two instances, or forged by a stranger does the work once.
/// </summary>
/// <remarks>
/// Periods are counted from half to half, because the schedules fire at the whole ones: a timer that is early or late by less than half a period
/// still falls into its own. The turn is taken before the work: should that fail, the next period does it.
/// </remarks>
public sealed class Turns(ITables tables, IChance chance, TimeProvider clock)
{
    // Beside the connections, as what keeps the app itself going; the sweep does not read there.
    private const string Partition = "turns";
    private const string Slot = "slot";

    /// <summary>Takes the turn of the present period.</summary>
    /// <param name="task">Names the work.</param>
    /// <param name="period">The period.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False where it was taken already.</returns>
    /// <exception cref="StorageException">The row could not be read or written.</exception>
    public async Task<bool> TakeAsync(string task, TimeSpan period, CancellationToken cancellation)
    {
        var slot = (clock.GetUtcNow().UtcTicks + (period.Ticks / 2)) / period.Ticks;
        var row = await tables.GetAsync(TableNames.Connections, Partition, task, cancellation);

        // One ahead is another instance whose clock is. Further ahead, somebody's clock was wrong, and waiting for it to come true would stop the work.
        if (row?.Number(Slot) is { } taken && (taken == slot || taken == slot + 1))
        {
            return false;
        }

        var nonce = chance.NewId();
        var written = new Row(Partition, task, new Dictionary<string, RowValue> { [Slot] = slot, [Nonces.Name] = nonce });
        RowChange change = row is { Tag: { } tag } ? new RowChange.Replace(written, tag) : new RowChange.Insert(written);
        return await tables.WriteOwnAsync(TableNames.Connections, [change], nonce, cancellation) is not null;
    }
}
