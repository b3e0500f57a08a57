using Convo.Functions.Core;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>Runs the sweep, once a period whoever calls.</summary>
public sealed partial class SweepTrigger(Flow flow, Turns turns, TimeProvider clock, ILogger<SweepTrigger> logger)
{
    private const string Turn = "sweep";

    /// <summary>Sweeps, unless it was done in this period. Storage that is down is no failure: the next period tries again.</summary>
    /// <param name="period">How far apart the calls of the schedule are.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task RunAsync(TimeSpan period, CancellationToken cancellation)
    {
        try
        {
            if (await turns.TakeAsync(Turn, period, cancellation))
            {
                await flow.SweepAsync(clock.GetUtcNow(), cancellation);
            }
        }
        catch (Exception e) when (e is StorageException or TimeoutException || (e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            Log.NotSwept(logger, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The sweep did not get through, which the next one makes good: {Error}\n{Place}")]
        public static partial void NotSwept(ILogger logger, Type error, string? place);
    }
}
