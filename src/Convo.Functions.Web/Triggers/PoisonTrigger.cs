using System.Text;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// Records a hint that the queue <c>work</c> gave up: in the log as an error, in the audit trail, and in health. Only a bug of ours brings one here.
/// </summary>
public sealed partial class PoisonTrigger(PoisonTally tally, AuditTrail audit, ILogger<PoisonTrigger> logger)
{
    /// <summary>Records one. What the message says is told nowhere but for its kind.</summary>
    /// <param name="message">The text of the message; null where it could not be read.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StorageException">It is in the log, but could not be counted: worth another try.</exception>
    public async Task RunAsync(string? message, CancellationToken cancellation)
    {
        var hint = message is null ? null : WorkItem.Parse(Encoding.UTF8.GetBytes(message));
        var kind = hint switch { { Kind: WorkKind.Advance } => "advance", { Kind: WorkKind.Deliver } => "deliver", _ => "unknown" };
        Log.Poisoned(logger, kind);
        await tally.AddAsync(cancellation);
        await audit.OnceAnHourAsync("queue", "hint.poisoned", kind, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "A hint of kind {Kind} failed again and again and was given up by the queue; its error stands above. The sweep finds its work")]
        public static partial void Poisoned(ILogger logger, string kind);
    }
}
