using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Webhooks;

/// <summary>An instance that was too slow has lost its turn to another one: it stops, and that is no failure.</summary>
public sealed class LostTurnTests : IDisposable
{
    private static readonly Uri Origin = new("https://hooks.example.com/");
    private readonly MemoryTables tables = new();
    private readonly HandClock clock = new();
    private readonly SeededChance ids = new();
    private readonly ConnectionStore connections;
    private readonly WebhookStore store;
    private readonly RingCache rings;

    public LostTurnTests()
    {
        connections = new ConnectionStore(tables, new MemorySecrets(), ids, clock);
        store = new WebhookStore(tables, ids, clock);
        rings = new RingCache(connections, clock, NullLogger<RingCache>.Instance);
    }

    [Fact]
    public async Task Who_lost_the_turn_registers_nothing_and_says_how_the_other_has_it()
    {
        var secrets = new Dictionary<string, string> { ["apiKey"] = "convo_key" };
        var saved = (await connections.SaveAsync(new ConnectionDraft("acme", "convo", new Dictionary<string, string>(), secrets), default))!;
        var slow = new SlowConvo(() =>
        {
            clock.Now += WebhookRules.Lease;
            return store.ChangeAsync("acme", known => known with { LeaseUntil = clock.Now + WebhookRules.Lease }, default);
        });
        var guard = new WebhookGuard(
            slow, connections, store, new PollStore(tables, ids), rings, new AuditTrail(tables, ids, clock), new WebhookRules("1", RotateAfter: null),
            clock, NullLogger<WebhookGuard>.Instance);

        var record = await guard.LookAsync(saved, Origin, WebhookWish.Look, default);

        Assert.Equal(clock.Now + WebhookRules.Lease, record.LeaseUntil);
        Assert.Equal(1, slow.Looks);
    }

    public void Dispose() => rings.Dispose();

    private sealed class SlowConvo(Func<Task> meanwhile) : IConvoAccount
    {
        public int Looks { get; private set; }

        public async Task<AccountAnswer<IReadOnlyList<RegisteredWebhook>>> WebhooksAsync(Connection connection, CancellationToken cancellation)
        {
            Looks++;
            await meanwhile();
            return new AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here([]);
        }

        public Task<AccountAnswer<AccountProfile>> ProfileAsync(Connection connection, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
