using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Webhooks;

/// <summary>Why the webhook of a connection is looked after now.</summary>
public enum WebhookWish
{
    /// <summary>It is time for a round: only where something is due.</summary>
    Round,

    /// <summary>Something was changed: a look at once.</summary>
    Look,

    /// <summary>A person wants to know whether it gets through.</summary>
    Test,

    /// <summary>A person wants another secret.</summary>
    Rotate,
}

/// <summary>
/// Sees to it that Convo has one webhook of ours for a connection, that it delivers all events, that we hold its secret, and that it gets through. What to
/// do is decided by <see cref="Guarding"/>; one instance at a time does it, by a lease in the connection's <see cref="WebhookRecord"/>.
/// </summary>
public sealed class WebhookGuard(
    IConvoAccount account, ConnectionStore connections, WebhookStore store, PollStore polls, RingCache rings, AuditTrail audit, WebhookRules rules,
    TimeProvider clock, ILogger<WebhookGuard> log)
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>Looks after the webhook of a connection.</summary>
    /// <param name="connection">A connection of kind convo.</param>
    /// <param name="origin">Where we are reached from outside, such as <c>https://hooks.example.com/</c>; null where that is not known.</param>
    /// <param name="wish">Why.</param>
    /// <param name="cancellation">Ends the calls; what is left is done by a later round.</param>
    /// <returns>How it stands then; as it stood where another instance is at it, which then sees to the wish, or the next round does.</returns>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task<WebhookRecord> LookAsync(Connection connection, Uri? origin, WebhookWish wish, CancellationToken cancellation)
    {
        var address = origin is null ? null : AddressOf(connection.Name, origin);
        var record = wish is WebhookWish.Round
            ? await store.FindAsync(connection.Name, cancellation)
            : await store.ChangeAsync(connection.Name, known => Wished(known, wish), cancellation);
        var now = clock.GetUtcNow();
        if (record.IsLeased(now) || !Guarding.IsDue(record, connection, address, rules, now))
        {
            return record;
        }

        var leased = await store.WriteAsync(record with { LeaseUntil = now + WebhookRules.Lease, IsRegistering = false }, cancellation);
        if (leased is null)
        {
            return await store.FindAsync(connection.Name, cancellation);
        }

        var turn = new GuardTurn(account, connections, store, polls, rings, audit, rules, clock, log, connection, leased);
        return await turn.RunAsync(address, cancellation);
    }

    /// <summary>Removes the webhooks of a connection that is being removed, so that none is left that nobody answers; whether that works or not.</summary>
    public async Task RemoveAllAsync(Connection connection, Uri? origin, CancellationToken cancellation)
    {
        var ring = await connections.RingAsync(connection, cancellation);
        if (origin is null && ring.Entries.All(entry => entry.WebhookId == ConnectionStore.ByHand))
        {
            return;
        }

        var listed = await account.WebhooksAsync(connection, cancellation) is AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here(var found) ? found : [];
        var address = origin is null ? null : AddressOf(connection.Name, origin).AbsoluteUri;
        foreach (var webhook in listed.Where(webhook => webhook.Address == address || ring.Entries.Any(entry => entry.WebhookId == webhook.Id)))
        {
            if (await account.RemoveWebhookAsync(connection, webhook.Id, cancellation) is AccountAnswer<bool>.Here)
            {
                await audit.RecordAsync(GuardTurn.Actor, "webhook.removed", $"{connection.Name}/{webhook.Id}", cancellation);
            }
        }
    }

    /// <summary>Where the webhook of a connection delivers.</summary>
    public static Uri AddressOf(string connection, Uri origin) => new(origin, $"/hooks/convo/{connection}");

    private WebhookRecord Wished(WebhookRecord record, WebhookWish wish)
    {
        var now = clock.GetUtcNow();
        return record with
        {
            WantsTest = record.WantsTest || wish is WebhookWish.Test,
            WantsRotation = record.WantsRotation || wish is WebhookWish.Rotate,

            // Whoever is at it may have looked before the change.
            NextAt = record.IsLeased(now) ? now + Later : now,
        };
    }
}
