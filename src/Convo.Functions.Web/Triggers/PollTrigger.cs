using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Api;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// What must happen where no traffic comes: spooled events are handed on, the accounts at Convo are looked at and polled, their calendars are kept, their
/// webhooks are looked after, and what was kept long enough goes once a day.
/// </summary>
public sealed partial class PollTrigger(
    Turns turns, Poll poll, AccountRound accounts, CalendarRound calendars, WebhookRound webhooks, ExpiryRound expiry, ISpool spool, IAccept accept,
    ILogger<PollTrigger> logger)
{
    private const string Turn = "poll";

    /// <summary>Does what is due, unless it was done in this period. Storage that is down is no failure: the next period tries again.</summary>
    /// <param name="period">How far apart the calls of the schedule are.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task RunAsync(TimeSpan period, CancellationToken cancellation)
    {
        try
        {
            if (!await turns.TakeAsync(Turn, period, cancellation))
            {
                return;
            }

            await spool.DrainAsync(accept, cancellation);
            await accounts.LookAsync(cancellation);
            await poll.RunAsync(cancellation);
            await calendars.LookAsync(cancellation);
            await webhooks.LookAsync(cancellation);
            await expiry.LookAsync(cancellation);
        }
        catch (Exception e) when (e is StorageException or TimeoutException || (e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            Log.NotPolled(logger, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The poll did not get through, which the next one makes good: {Error}\n{Place}")]
        public static partial void NotPolled(ILogger logger, Type error, string? place);
    }
}
