using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class EndingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly CountingChance chance = new();
    private readonly Told told = new();

    private MeetingStore Store => new(tables, chance);

    private ContentStore Content => new(tables, clock);

    [Fact]
    public async Task More_deliveries_than_a_batch_holds_are_cancelled_with_their_run()
    {
        await WriteAsync(Given.Delivery("a", DeliveryState.Refused) with { Reason = "no such channel" });
        await WriteAsync([.. Enumerable.Range(0, 150).Select(item => Item("b", item, DeliveryState.Pending) with { WaitsFor = ["a"] })]);

        await SettleAsync();

        var meeting = await Store.ReadAsync(Given.Key, None);
        Assert.Equal(RunState.Refused, Assert.Single(meeting.Runs).State);
        Assert.Equal(150, meeting.Deliveries.Count(d => d.State is DeliveryState.Cancelled));
    }

    [Fact]
    public async Task A_question_about_what_was_cancelled_loses_its_buttons_and_says_why()
    {
        var now = clock.GetUtcNow();
        var waiting = Given.Delivery("post", DeliveryState.Awaiting) with
        {
            WaitsFor = ["a", "post.ask"],
            Approval = new Approval(["anna@example.com"], TimeSpan.FromHours(24), now.AddHours(24)),
        };
        var question = new ApprovalQuestion(
            waiting.Id.ToString(), waiting.Desired, "Recipe", "Budget", "#team", "What it says.", waiting.Approval.By, waiting.Approval.Until, "UTC");
        var (bytes, hash) = PlannedDelivery.Store(question.ToArtefact("#approvals", new HashSet<PrivacyClass>()));
        await Content.PutAsync(Given.Key.Text, ContentStore.ArtefactName(hash), bytes, None);
        var ask = Given.Delivery("post.ask", DeliveryState.Delivered) with { Desired = hash, Delivered = hash, Receipt = "ts" };
        await WriteAsync(Item("a", 0, DeliveryState.Delivered), Item("a", 1, DeliveryState.Refused) with { Reason = "no such channel" }, waiting, ask);

        await SettleAsync();

        var after = (await Store.ReadAsync(ask.Id, None))!;
        Assert.Equal(DeliveryState.Pending, after.State);
        Assert.Contains(after.Id.ToString(), told.Deliveries);
        var shown = PlannedDelivery.Read((await Content.GetAsync(Given.Key.Text, ContentStore.ArtefactName(after.Desired), None))!.Value);
        var closed = ApprovalQuestion.Read(shown.Body)!;
        Assert.False(closed.IsOpen);
        Assert.Equal("Nobody has to decide any more: step a did not succeed. This is not sent to #team.", closed.Headline);

        await SettleAsync();
        Assert.Equal(after, (await Store.ReadAsync(ask.Id, None))! with { WaitsFor = after.WaitsFor });
    }

    private static Delivery Item(string step, int item, DeliveryState state) =>
        Given.Delivery(step, state) is var first ? first with { Id = first.Id with { Item = item } } : first;

    private async Task WriteAsync(params Delivery[] deliveries)
    {
        foreach (var batch in deliveries.Chunk(MeetingStore.DeliveriesPerBatch))
        {
            var known = (await Store.ReadAsync(Given.Key, None)).Runs.SingleOrDefault();
            var run = known ?? Given.Run(RunState.Running) with { Tag = null };
            Assert.NotNull(await Store.WriteAsync(run, [.. batch.Select(delivery => delivery with { Tag = null })], None));
        }
    }

    private async Task SettleAsync()
    {
        var open = new OpenWork(tables, chance);
        var hints = new Hints(told, Given.Options, NullLogger<Hints>.Instance);
        var ending = new Ending(Store, open, Content, new Answering(open, Store, Content, chance), hints, Given.Options, clock);
        await ending.SettleAsync(await open.FindAsync(Given.Key, None), await Store.ReadAsync(Given.Key, None), _ => false, None);
    }

    private sealed class Told : IQueues
    {
        public List<string> Deliveries { get; } = [];

        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
        {
            if (item.Kind is WorkKind.Deliver)
            {
                Deliveries.Add(item.Id);
            }

            return Task.CompletedTask;
        }
    }
}
