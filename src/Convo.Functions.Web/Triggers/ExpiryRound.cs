using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Web.Triggers;

/// <summary>Has what was kept long enough removed once a day, whoever calls and however often.</summary>
public sealed class ExpiryRound(Turns turns, Expiry expiry)
{
    private const string Turn = "expiry";
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>Removes, if it is time.</summary>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (await turns.TakeAsync(Turn, Every, cancellation))
        {
            await expiry.RunAsync(cancellation);
        }
    }
}
