using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

public sealed class MeetingStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_meeting_that_changes_between_two_pages_is_read_as_it_was_at_one_moment()
    {
        var tables = new MemoryTables();
        var before = new MeetingStore(tables, new CountingChance());
        var first = Given.Delivery("a", DeliveryState.Delivered) with { Tag = null };
        var run = (await before.WriteAsync(Given.Run(RunState.Running) with { Tag = null }, [first], None))!;
        var old = (await before.ReadAsync(Given.Key, None)).Deliveries[0];
        var pages = 0;
        var hooked = new HookedTables(tables, async () =>
        {
            // After the first page, which has the delivery, and before the one with the run.
            if (++pages == 2)
            {
                await before.WriteAsync(run with { Seen = 9 }, [old.Raise("newer", Given.Noon)], None);
            }
        });

        var snapshot = await new MeetingStore(new SplittingTables(hooked, [1]), new CountingChance()).ReadAsync(Given.Key, None);

        Assert.Equal((9L, "newer"), (snapshot.Runs[0].Seen, snapshot.Deliveries[0].Desired));
    }

    [Fact]
    public async Task A_meeting_that_never_stands_still_is_given_up_for_now()
    {
        var tables = new MemoryTables();
        var store = new MeetingStore(tables, new CountingChance());
        foreach (var id in (string[])["1", "2"])
        {
            var (table, changes) = store.Add(Given.Key, Given.Event(id, OccasionKind.Summary, Given.Noon));
            await tables.WriteAsync(table, changes, None);
        }

        var row = tables.Snapshot()[0].Row;
        var hooked = new HookedTables(tables, () => tables.WriteAsync(TableNames.Meetings, [new RowChange.Upsert(row)], None));

        await Assert.ThrowsAsync<StorageException>(
            () => new MeetingStore(new SplittingTables(hooked, [1]), new CountingChance()).ReadAsync(Given.Key, None));
    }

    [Fact]
    public async Task A_write_that_is_tried_again_with_its_nonce_finds_that_it_went_through()
    {
        var store = new MeetingStore(new MemoryTables(), new CountingChance());
        var delivery = Given.Delivery("a", DeliveryState.Pending) with { Tag = null };

        Assert.NotNull(await store.WriteAsync(delivery, "mine", None));
        Assert.NotNull(await store.WriteAsync(delivery, "mine", None));
        Assert.Null(await store.WriteAsync(delivery, "another's", None));
    }

    private sealed class HookedTables(ITables inner, Func<Task> beforeQuery) : ITables
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(table, partition, key, cancellation);

        public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
        {
            await beforeQuery();
            return await inner.QueryAsync(table, range, continuation, cancellation);
        }

        public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
            inner.WriteAsync(table, changes, cancellation);
    }
}
