using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Webhooks;

namespace Convo.Functions.Web.Api;

/// <summary>What goes with a change of a connection: the audit row, the secrets in memory, and the webhook at Convo.</summary>
internal sealed class ConnectionChanges(
    ConnectionStore store, RingCache rings, WebhookGuard guard, WebhookStore webhooks, CalendarStore calendars, AccountWatch watch, AuditTrail audit,
    WebOptions options)
{
    /// <summary>After a connection was saved; tells what became of its webhook, for a connection to Convo.</summary>
    public async Task<ConnectionAbility?> SavedAsync(Connection connection, string actor, CancellationToken cancellation)
    {
        rings.Forget();
        await audit.RecordAsync(actor, "connection.saved", $"{connection.Name}/g{connection.Generation}", cancellation);
        if (connection.Kind != ConnectionKind.Convo.Name)
        {
            return null;
        }

        await watch.SavedAsync(connection, cancellation);
        return await RegisterAsync(connection, cancellation);
    }

    /// <summary>Sees to the webhook of a connection to Convo at once.</summary>
    public async Task<ConnectionAbility> RegisterAsync(Connection connection, CancellationToken cancellation) =>
        WebhookWords.Of(await LookAsync(connection, WebhookWish.Look, cancellation));

    /// <summary>Sees to the webhook of a connection to Convo.</summary>
    public Task<WebhookRecord> LookAsync(Connection connection, WebhookWish wish, CancellationToken cancellation) =>
        guard.LookAsync(connection, Origin(connection), wish, cancellation);

    /// <summary>Removes a connection: first its webhooks at Convo, so that none is left that nobody answers; whether that works or not.</summary>
    public async Task RemoveAsync(Connection connection, string actor, CancellationToken cancellation)
    {
        if (connection.Kind == ConnectionKind.Convo.Name)
        {
            await guard.RemoveAllAsync(connection, Origin(connection), cancellation);
        }

        await store.RemoveAsync(connection.Name, cancellation);
        await webhooks.ForgetAsync(connection.Name, cancellation);
        await calendars.ForgetAsync(connection.Name, cancellation);
        if (connection.Kind == ConnectionKind.Convo.Name)
        {
            await watch.ForgetAsync(connection, cancellation);
        }

        rings.Forget();
        await audit.RecordAsync(actor, "connection.removed", connection.Name, cancellation);
    }

    // An account on this machine (the sandbox) reaches us on this machine; all others from outside.
    private Uri? Origin(Connection connection) =>
        connection.Settings.TryGetValue(ConnectionKind.BaseUrlSetting, out var address) && new Uri(address).IsLoopback
            ? options.LocalAddress
            : options.PublicAddress;
}
