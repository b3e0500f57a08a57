using System.Text;
using Convo.Functions.Core;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>Follows a hint of the queue <c>work</c>.</summary>
/// <remarks>
/// Trouble with storage, and work that takes too long, are not failures of the message: the state says what is open, and the sweep finds it at its own
/// pace, where the queue would try five times at once and give up. The queue's own retries are left to our bugs.
/// </remarks>
public sealed partial class WorkTrigger(Flow flow, ILogger<WorkTrigger> logger)
{
    /// <summary>Follows a hint. One that names nothing of ours is passed over.</summary>
    /// <param name="message">The text of the message.</param>
    /// <param name="cancellation">Ends the work; what is left of it is found by the sweep.</param>
    public async Task RunAsync(string message, CancellationToken cancellation)
    {
        if (WorkItem.Parse(Encoding.UTF8.GetBytes(message)) is not { } hint)
        {
            Log.NotOurs(logger, message.Length);
            return;
        }

        try
        {
            await flow.FollowAsync(hint, cancellation);
        }
        catch (Exception e) when (e is StorageException or TimeoutException || (e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            Log.LeftToTheSweep(logger, hint.Kind, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A message of {Length} characters in the queue work is none of ours, or of a later version, and was passed over")]
        public static partial void NotOurs(ILogger logger, int length);

        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(2, LogLevel.Warning, "A hint to {Kind} could not be followed now and is left to the sweep: {Error}\n{Place}")]
        public static partial void LeftToTheSweep(ILogger logger, WorkKind kind, Type error, string? place);
    }
}
