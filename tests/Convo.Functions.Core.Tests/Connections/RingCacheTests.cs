using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Connections;

public sealed class RingCacheTests
{
    private bool down;
    private TaskCompletionSource? hanging;

    [Fact]
    public async Task Before_anything_could_be_read_no_connection_counts_as_missing()
    {
        using var rings = Cache(await SavedAsync());
        down = true;
        Assert.Equal(new RingLookup(null, IsUnread: true), await rings.FindAsync("acme", TimeSpan.Zero, default));
        Assert.Equal(new RingLookup(null, IsUnread: true), await rings.FindAsync("other", TimeSpan.Zero, default));

        down = false;
        rings.Forget();
        Assert.Single((await rings.FindAsync("acme", TimeSpan.Zero, default)).Ring!.Entries);
        Assert.Equal(new RingLookup(null, IsUnread: false), await rings.FindAsync("other", TimeSpan.Zero, default));
    }

    [Fact]
    public async Task What_is_known_stays_in_use_while_the_store_is_down()
    {
        using var rings = Cache(await SavedAsync());
        await rings.FindAsync("acme", TimeSpan.Zero, default);
        down = true;
        rings.Forget();
        Assert.Single((await rings.FindAsync("acme", TimeSpan.Zero, default)).Ring!.Entries);
    }

    [Fact]
    public async Task One_secret_that_can_not_be_read_is_unread_and_shuts_no_other_door()
    {
        var secrets = new Breaking();
        var store = await SavedAsync(secrets);
        await store.SaveAsync(Draft("other"), default);
        secrets.Broken = "hooks-acme-g1";
        using var rings = Cache(store);
        Assert.Equal(new RingLookup(null, IsUnread: true), await rings.FindAsync("acme", TimeSpan.Zero, default));
        Assert.True(rings.Knows("acme"));
        Assert.Single((await rings.FindAsync("other", TimeSpan.Zero, default)).Ring!.Entries);
    }

    [Fact]
    public async Task A_store_that_hangs_is_waited_for_two_seconds_and_what_is_known_serves_until_it_answers()
    {
        var clock = new TestClock();
        using var rings = new RingCache(await SavedAsync(), clock, NullLogger<RingCache>.Instance);
        await rings.FindAsync("acme", TimeSpan.Zero, default);
        hanging = new TaskCompletionSource();
        rings.Forget();

        var known = rings.FindAsync("acme", TimeSpan.FromMinutes(1), default);
        var unknown = rings.FindAsync("other", TimeSpan.FromMinutes(1), default);
        clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.False(known.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Single((await known).Ring!.Entries);
        Assert.Equal(new RingLookup(null, IsUnread: true), await unknown);

        // The read that was begun goes on, for whoever comes next.
        var next = rings.FindAsync("other", TimeSpan.FromMinutes(1), default);
        hanging.SetResult();
        Assert.Equal(new RingLookup(null, IsUnread: false), await next);
    }

    private static RingCache Cache(ConnectionStore store) => new(store, new HandClock(), NullLogger<RingCache>.Instance);

    private static ConnectionDraft Draft(string name) => new(
        name, "convo", new Dictionary<string, string>(),
        new Dictionary<string, string> { ["apiKey"] = "convo_first_key", ["webhookSecret"] = "whsec_of_a_test" });

    private async Task<ConnectionStore> SavedAsync(ISecrets? secrets = null)
    {
        var tables = new MemoryTables(_ => down ? throw new StorageException("down", mayHaveHappened: false)
            : hanging is null ? default
            : new ValueTask(hanging.Task));
        var store = new ConnectionStore(tables, secrets ?? new MemorySecrets(), new SeededChance(), new HandClock());
        await store.SaveAsync(Draft("acme"), default);
        return store;
    }

    private sealed class Breaking : ISecrets
    {
        private readonly MemorySecrets inner = new();

        public string? Broken { get; set; }

        public Task<string?> GetAsync(string name, CancellationToken cancellation) =>
            name == Broken ? throw new StorageException("wrong keys", mayHaveHappened: false) : inner.GetAsync(name, cancellation);

        public Task SetAsync(string name, string value, CancellationToken cancellation) => inner.SetAsync(name, value, cancellation);

        public Task DeleteAsync(string name, CancellationToken cancellation) => inner.DeleteAsync(name, cancellation);
    }
}
