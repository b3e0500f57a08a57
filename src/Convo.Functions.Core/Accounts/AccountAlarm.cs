using Convo.Functions.Core.Access;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Accounts;

/// <summary>
/// Tells once that an account was stopped: in the log and in the audit trail. Whoever writes the stop calls this, and the row is written by one; that it
/// stands is told by health for as long as it does.
/// </summary>
public sealed partial class AccountAlarm(AuditTrail audit, ILogger<AccountAlarm> log)
{
    /// <summary>Tells it. A store that is down keeps nothing back but the row of the audit trail.</summary>
    public async Task StoppedAsync(string connection, AccountStop stop, CancellationToken cancellation)
    {
        Log.Stopped(log, stop.ReasonFor(connection), stop.Advice);

        try
        {
            await audit.RecordAsync("convo", "account.stopped", $"{connection}/{stop.Word}", cancellation);
        }
        catch (StorageException e)
        {
            Log.NotRecorded(log, e, connection);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Reason} {Advice}")]
        public static partial void Stopped(ILogger log, string reason, string advice);

        [LoggerMessage(2, LogLevel.Warning, "That connection {Connection} was stopped could not be written to the audit trail")]
        public static partial void NotRecorded(ILogger log, Exception cause, string connection);
    }
}
