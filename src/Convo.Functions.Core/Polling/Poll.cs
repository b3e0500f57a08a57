using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Polling;

/// <summary>Polls every account at Convo. One that fails does not keep the others from theirs.</summary>
public sealed partial class Poll(ConnectionStore connections, AccountPoll account, ILogger<Poll> log)
{
    /// <summary>Does what is due for each account, one after the other.</summary>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var connection in await connections.ListAsync(cancellation))
        {
            if (connection.Kind != ConnectionKind.Convo.Name)
            {
                continue;
            }

            try
            {
                await account.RunAsync(connection, cancellation);
            }
#pragma warning disable CA1031 // One account's trouble, even a bug of ours that only its data brings out, must not end the poll of the others.
            catch (Exception e) when (e is not StorageException and not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.Failed(log, connection.Name, e.GetType(), e.StackTrace);
            }
        }
    }

    private static partial class Log
    {
        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(1, LogLevel.Warning, "The poll of {Connection} failed, which the next round makes good: {Error}\n{Place}")]
        public static partial void Failed(ILogger log, string connection, Type error, string? place);
    }
}
