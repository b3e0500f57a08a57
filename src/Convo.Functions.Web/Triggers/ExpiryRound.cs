using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Web.Triggers;

/// <summary>Has what was kept long enough removed once a day, whoever calls and however often.</summary>
public sealed class ExpiryRound(Turns turns, Expiry expiry, TimeProvider clock)
{
    private const string Turn = "expiry";
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    // Asking whose turn it is costs a read of storage, and whoever calls does so far more often than a turn comes.
    private static readonly TimeSpan AsksAfter = TimeSpan.FromHours(1);
    private long askedAt = DateTimeOffset.MinValue.Ticks;

    /// <summary>Removes, if it is time.</summary>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (TimeSpan.FromTicks(now - Interlocked.Read(ref askedAt)).Duration() < AsksAfter)
        {
            return;
        }

        Interlocked.Exchange(ref askedAt, now);
        if (await turns.TakeAsync(Turn, Every, cancellation))
        {
            await expiry.RunAsync(cancellation);
        }
    }
}
