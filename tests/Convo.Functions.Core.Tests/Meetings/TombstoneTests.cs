using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

public sealed class TombstoneTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly CountingChance chance = new();

    private MeetingStore Store => new(tables, chance);

    private OpenWork Open => new(tables, chance);

    [Fact]
    public async Task Once_everything_is_done_the_id_is_gone_from_every_row_and_counts_are_left()
    {
        await WriteAsync(events: 120, Gone("a", DeliveryState.Withdrawn), Gone("b", DeliveryState.Stands));

        await SettleAsync();

        var meeting = await Store.ReadAsync(Given.Key, None);
        Assert.Equal(new Tombstone(Events: 120, Runs: 1, TakenBack: 1, Standing: 1), meeting.Meeting!.Tombstone);
        Assert.DoesNotContain(tables.Snapshot(), row => row.Row.Values.Values.Any(value => value.AsText == "sess_1"));
        Assert.Equal(120, meeting.Events.Count);
        Assert.False(meeting.HasUnjoinedEvents);
        Assert.Null(await Open.FindAsync(Given.Key, None));
        Assert.Equal(meeting.Meeting, (await new MeetingReads(Store, new Timeline(tables), Content).FindAsync("convo", Given.Key.Hash, None))!.Meeting);
    }

    [Fact]
    public async Task While_something_is_still_taken_back_the_id_is_kept()
    {
        await WriteAsync(events: 1, Given.Delivery("a", DeliveryState.Pending) with { Desired = Delivery.Nothing, Receipt = "ts", NotBefore = clock.Now.AddHours(1) });

        await SettleAsync();

        Assert.Equal("sess_1", (await Store.FindAsync(Given.Key, None))!.ConversationId);
    }

    [Fact]
    public async Task A_meeting_that_lives_keeps_its_id()
    {
        await WriteAsync(events: 1, deletedAt: null, Given.Delivery("a", DeliveryState.Delivered));

        await SettleAsync();

        Assert.Equal(("sess_1", null), ((await Store.FindAsync(Given.Key, None))!.ConversationId, (await Store.FindAsync(Given.Key, None))!.Tombstone));
    }

    [Fact]
    public async Task A_tombstone_is_written_once()
    {
        await WriteAsync(events: 3, Gone("a", DeliveryState.Withdrawn));
        await SettleAsync();

        Assert.Empty(Store.Bury(await Store.ReadAsync(Given.Key, None)));
    }

    private ContentStore Content => new(tables, clock);

    private static Delivery Gone(string step, DeliveryState state) => Given.Delivery(step, state) with { Desired = Delivery.Nothing };

    private Task WriteAsync(int events, params Delivery[] deliveries) => WriteAsync(events, clock.Now, deliveries);

    private async Task WriteAsync(int events, DateTimeOffset? deletedAt, params Delivery[] deliveries)
    {
        var work = Enumerable.Range(0, events).Select(n => Store.Add(Given.Key, Given.Event($"{n:x64}", OccasionKind.Summary, clock.Now)));
        await Open.CreateAsync(Given.Key, clock.Now, [.. work], None);
        var meeting = Given.Meeting(events, deletedAt) with { Tag = null };
        var run = Given.Run(RunState.Done) with { Tag = null, Seen = events };
        Assert.True(await Store.JoinAsync(meeting, [run], None));
        var written = (await Store.ReadAsync(Given.Key, None)).Runs[0];
        Assert.NotNull(await Store.WriteAsync(written, [.. deliveries.Select(delivery => delivery with { Tag = null })], None));
    }

    private async Task SettleAsync()
    {
        var hints = new Hints(new NoQueue(), Given.Options, NullLogger<Hints>.Instance);
        var ending = new Ending(Store, Open, Content, new Answering(Open, Store, Content, chance), hints, Given.Options, clock);
        await ending.SettleAsync(await Open.FindAsync(Given.Key, None), await Store.ReadAsync(Given.Key, None), _ => false, None);
    }

    private sealed class NoQueue : IQueues
    {
        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation) => Task.CompletedTask;
    }
}
