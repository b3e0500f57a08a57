using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Webhooks;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Api;

/// <summary>
/// Looks after the webhooks of all connections to Convo where something is due; the heads ring it every few minutes, and a row a connection says when that
/// is. On as many instances as there are: one of them does it.
/// </summary>
public sealed partial class WebhookRound
{
    private readonly ConnectionStore store;
    private readonly ConnectionChanges changes;
    private readonly ILogger<WebhookRound> logger;

    internal WebhookRound(ConnectionStore store, ConnectionChanges changes, ILogger<WebhookRound> logger) =>
        (this.store, this.changes, this.logger) = (store, changes, logger);

    /// <summary>How far apart a head's own timer rings it.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Looks after all of them. What goes wrong with one is logged, and keeps no other from its turn: the next round makes it good.</summary>
    public Task LookAsync(CancellationToken cancellation) => LookAsync(WebhookWish.Round, cancellation);

    /// <summary>The same whether it is due or not: a plan has changed, or an account that was stopped works again.</summary>
    public Task LookAtOnceAsync(CancellationToken cancellation) => LookAsync(WebhookWish.Look, cancellation);

    private async Task LookAsync(WebhookWish wish, CancellationToken cancellation)
    {
        foreach (var connection in await store.ListAsync(cancellation))
        {
            if (connection.Kind != ConnectionKind.Convo.Name)
            {
                continue;
            }

            try
            {
                await changes.LookAsync(connection, wish, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.NotLooked(logger, connection.Name, e.GetType(), e.StackTrace);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The webhook of {Connection} could not be looked after, which is tried again in some minutes: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, string connection, Type error, string? place);
    }
}
