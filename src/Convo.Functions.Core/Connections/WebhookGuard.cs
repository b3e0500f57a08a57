using Convo.Functions.Core.Access;

namespace Convo.Functions.Core.Connections;

/// <summary>
/// Sees to it that Convo has exactly one webhook of ours for a connection and that we hold its secret. Convo shows a secret once and never again,
/// and counts orphans against its limit of three, so those with our address that we hold no secret for are removed first.
/// The secret of a webhook that is gone counts no more.
/// </summary>
public sealed class WebhookGuard(IConvoAccount account, ConnectionStore connections, RingCache rings, AuditTrail audit, TimeProvider clock) : IDisposable
{
    /// <summary>How long the secret before stays valid after a new one came: deliveries may be under way.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    // Two at once would register twice, and keep one secret.
    private readonly SemaphoreSlim looking = new(1);

    /// <summary>Checks, and registers where there is none.</summary>
    /// <param name="connection">A connection of kind convo.</param>
    /// <param name="origin">Where we are reached from outside, such as <c>https://hooks.example.com/</c>.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>The id of the webhook that counts, or why there is none.</returns>
    public async Task<AccountAnswer<string>> EnsureAsync(Connection connection, Uri origin, CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            return await LookAsync(connection, origin, cancellation);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    private async Task<AccountAnswer<string>> LookAsync(Connection connection, Uri origin, CancellationToken cancellation)
    {
        var address = new Uri(origin, $"/hooks/convo/{connection.Name}");
        var listed = await account.WebhooksAsync(connection, cancellation);
        if (listed is not AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here(var registered))
        {
            var not = (AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not)listed;
            return new AccountAnswer<string>.Not(not.Reason, not.Advice);
        }

        var now = clock.GetUtcNow();
        var ring = await connections.RingAsync(connection, cancellation);
        var ours = registered.Where(webhook => webhook.Address == address.AbsoluteUri).ToList();
        var current = ring.Entries.LastOrDefault(entry => entry.Until is null && ours.Exists(webhook => webhook.Id == entry.WebhookId));

        var gone = ring.Entries.Select(entry => entry.WebhookId)
            .Where(id => id is not ConnectionStore.ByHand && !registered.Any(webhook => webhook.Id == id)).ToList();
        foreach (var orphan in ours.Where(webhook => webhook.Id != current?.WebhookId))
        {
            if (await account.RemoveWebhookAsync(connection, orphan.Id, cancellation) is AccountAnswer<bool>.Here)
            {
                gone.Add(orphan.Id);
            }

            await audit.RecordAsync("guard", "webhook.removed", $"{connection.Name}/{orphan.Id}", cancellation);
        }

        ring = await EndAsync(connection, ring, gone, now, cancellation);
        return current is null
            ? await RegisterAsync(connection, address, ring, now, cancellation)
            : new AccountAnswer<string>.Here(current.WebhookId);
    }

    // Without its webhook a secret has nothing left to sign: whoever still uses it is not Convo. So it is revoked by removing the webhook at Convo.
    private async Task<HookRing> EndAsync(
        Connection connection, HookRing ring, IReadOnlyList<string> gone, DateTimeOffset now, CancellationToken cancellation)
    {
        var counting = ring.Entries.Where(entry => gone.Contains(entry.WebhookId) && !(entry.Until <= now)).Select(entry => entry.WebhookId).ToList();
        if (counting.Count is 0)
        {
            return ring;
        }

        var ended = counting.Aggregate(ring, (left, id) => left.End(id, now));
        await connections.SaveRingAsync(connection, ended, cancellation);
        rings.Forget();
        foreach (var id in counting)
        {
            await audit.RecordAsync("guard", "webhook.secret-ended", $"{connection.Name}/{id}", cancellation);
        }

        return ended;
    }

    private async Task<AccountAnswer<string>> RegisterAsync(
        Connection connection, Uri address, HookRing ring, DateTimeOffset now, CancellationToken cancellation)
    {
        var answer = await account.RegisterWebhookAsync(connection, address, cancellation);
        if (answer is not AccountAnswer<NewWebhook>.Here(var made))
        {
            var not = (AccountAnswer<NewWebhook>.Not)answer;
            return new AccountAnswer<string>.Not(not.Reason, not.Advice);
        }

        // Were the secret lost here, the webhook would be an orphan: the next check removes it and registers anew.
        await connections.SaveRingAsync(connection, ring.Add(made.Id, made.Secret, now, Overlap), cancellation);
        rings.Forget();
        await audit.RecordAsync("guard", "webhook.registered", $"{connection.Name}/{made.Id}", cancellation);
        return new AccountAnswer<string>.Here(made.Id);
    }
}
