using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Keeping;

/// <summary>
/// Removes what has been kept long enough, but for content, which goes with every sweep: history, audit, quarantine, and what is noted of credits. Removing
/// twice does no harm, and what a crash leaves the next round removes.
/// </summary>
public sealed class Expiry(
    ITables tables, Timeline timeline, OpenWork open, ConnectionStore connections, Quarantine quarantine, AuditTrail audit, FlowOptions options,
    TimeProvider clock)
{
    // A round is once a day: what is left over goes with the next.
    private const int MostMeetings = 5000;

    /// <summary>Removes what is over.</summary>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await ForgetMeetingsAsync(now - options.Keep.History, cancellation);
        await ForgetCreditsAsync(now - options.Keep.History, cancellation);
        await quarantine.ForgetAsync(now - options.Keep.Quarantine, cancellation);
        await audit.ForgetAsync(now - options.Keep.Audit, cancellation);
    }

    // The meeting first, then what leads to it: after a crash the next round finds it again.
    private async Task ForgetMeetingsAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var forgotten = 0;

        await foreach (var entry in timeline.OlderThanAsync(before, cancellation))
        {
            if (await open.FindAsync(entry.Meeting, cancellation) is not null)
            {
                continue;
            }

            if (forgotten++ >= MostMeetings)
            {
                return;
            }

            await tables.RemoveAsync(TableNames.Meetings, new RowRange(entry.Meeting.Text), _ => true, cancellation);
            await timeline.RemoveAsync(entry, cancellation);
        }
    }

    private async Task ForgetCreditsAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var connection in await connections.NamesAsync(cancellation))
        {
            var credits = new RowRange(GenerationKey.PartitionOf(connection));
            await tables.RemoveAsync(TableNames.Budgets, credits, row => row.Time("askedAt") < before, cancellation);
        }
    }
}
