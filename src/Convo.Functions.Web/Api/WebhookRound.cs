using Convo.Functions.Core.Connections;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Api;

/// <summary>Sees to it that every connection to Convo has its webhook. Not for two processes at once: both would register.</summary>
public sealed partial class WebhookRound
{
    private readonly ConnectionStore store;
    private readonly ConnectionChanges changes;
    private readonly ILogger<WebhookRound> logger;

    internal WebhookRound(ConnectionStore store, ConnectionChanges changes, ILogger<WebhookRound> logger) =>
        (this.store, this.changes, this.logger) = (store, changes, logger);

    /// <summary>Looks after all of them. What goes wrong is logged: the next round makes it good.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var connection in await store.ListAsync(cancellation))
            {
                if (connection.Kind == ConnectionKind.Convo.Name && await changes.RegisterAsync(connection, cancellation) is { Works: false } webhook)
                {
                    Log.Missing(logger, connection.Name, webhook.Advice);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotLooked(logger, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connection {Connection} has no webhook: {Advice}")]
        public static partial void Missing(ILogger logger, string connection, string? advice);

        [LoggerMessage(2, LogLevel.Warning, "The webhooks could not be looked after, which is tried again in an hour: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, Type error, string? place);
    }
}
