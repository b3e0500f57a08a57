using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class SettlingTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly TimeSpan Grace = Given.Options.Grace;

    [Fact]
    public void A_meeting_with_nothing_left_is_finished()
    {
        var settling = Decide([Given.Run(RunState.Done)], [Given.Delivery("a", DeliveryState.Delivered)]);

        Assert.Equal((0, 0, null, null), (settling.Ending.Count, settling.Ready.Count, settling.NextDue, settling.NextHint));
    }

    [Fact]
    public void A_run_ends_when_all_its_deliveries_have() =>
        Assert.Equal(RunState.Done, Assert.Single(Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Delivered)]).Ending).Run.State);

    [Fact]
    public void A_refused_step_cancels_those_that_wait_for_it_and_refuses_the_run()
    {
        var refused = Given.Delivery("a", DeliveryState.Refused) with { Reason = "no such channel", Advice = "Choose another." };
        var settling = Decide(
            [Given.Run(RunState.Running)],
            [refused, Given.Delivery("b", DeliveryState.Pending, "a"), Given.Delivery("c", DeliveryState.Pending, "b")]);

        var ending = Assert.Single(settling.Ending);
        Assert.Equal(["b", "c"], ending.Cancelled.Select(d => d.Id.Step));
        Assert.Equal((RunState.Refused, "a: no such channel"), (ending.Run.State, ending.Run.Reason));
        Assert.Null(settling.NextDue);
    }

    [Fact]
    public void A_delivery_that_has_begun_is_not_cancelled_by_an_item_that_news_brought_to_an_earlier_step()
    {
        var item = Given.Delivery("a", DeliveryState.Refused);
        var begun = Given.Delivery("b", DeliveryState.Pending, "a") with { Claim = "me", LeaseUntil = Now.AddMinutes(2), Attempts = 1 };
        var settling = Decide(
            [Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Delivered), item with { Id = item.Id with { Item = 1 } }, begun]);

        Assert.Empty(settling.Ending);
        Assert.NotNull(settling.NextDue);
    }

    [Fact]
    public void A_step_is_ready_once_what_it_waits_for_is_delivered()
    {
        var later = Given.Delivery("b", DeliveryState.Pending, "a");

        Assert.Equal(["a"], Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Pending), later]).Ready.Select(d => d.Id.Step));
        Assert.Equal(["b"], Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Delivered), later]).Ready.Select(d => d.Id.Step));
    }

    [Fact]
    public void What_can_go_now_is_looked_after_once_its_hint_had_time() =>
        Assert.Equal(Now + Grace, Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Pending)]).NextDue);

    [Fact]
    public void What_waits_for_its_time_is_due_at_the_same_moment_at_every_look_before()
    {
        var waiting = Given.Delivery("a", DeliveryState.Pending) with { NotBefore = Now.AddHours(1) };
        var first = Decide([Given.Run(RunState.Running)], [waiting]);
        var second = Decide([Given.Run(RunState.Running)], [waiting], Now.AddMinutes(59));

        Assert.Equal((Now.AddHours(1) + Grace, Now.AddHours(1)), (first.NextDue, first.NextHint));
        Assert.Equal((first.NextDue, first.NextHint), (second.NextDue, second.NextHint));
        Assert.Empty(first.Ready);
    }

    [Fact]
    public void There_is_no_hint_for_what_comes_after_something_else() =>
        Assert.Null(Decide(
            [Given.Run(RunState.Running)],
            [Given.Delivery("a", DeliveryState.Pending), Given.Delivery("b", DeliveryState.Pending) with { NotBefore = Now.AddHours(1) }]).NextHint);

    [Fact]
    public void A_lease_is_waited_for()
    {
        var settling = Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Pending) with { LeaseUntil = Now.AddMinutes(2), Claim = "x" }]);

        Assert.Empty(settling.Ready);
        Assert.Equal(Now.AddMinutes(2) + Grace, settling.NextDue);
    }

    [Theory]
    [InlineData(RunState.Waiting)]
    [InlineData(RunState.Planned)]
    public void A_run_that_is_not_planned_keeps_the_meeting_open(RunState state) => Assert.NotNull(Decide([Given.Run(state)], []).NextDue);

    [Fact]
    public void News_keep_a_meeting_open_unless_the_run_was_refused()
    {
        var events = new[] { Given.Event("1", OccasionKind.Summary, Now), Given.Event("2", OccasionKind.Summary, Now) };
        DateTimeOffset? NextDue(RunState state) =>
            Settling.Decide(Given.Snapshot(events, Given.Meeting(joined: 2), [Given.Run(state) with { Seen = 1 }]), Now, Given.Options).NextDue;

        Assert.NotNull(NextDue(RunState.Done));
        Assert.Null(NextDue(RunState.Refused));
    }

    [Fact]
    public void News_hold_nothing_up_and_the_run_ends_only_after_them()
    {
        var events = new[] { Given.Event("1", OccasionKind.Summary, Now), Given.Event("2", OccasionKind.Summary, Now) };
        Settling WithNews(DeliveryState state) => Settling.Decide(
            Given.Snapshot(events, Given.Meeting(joined: 2), [Given.Run(RunState.Running) with { Seen = 1 }], [Given.Delivery("a", state)]),
            Now,
            Given.Options);

        Assert.Equal("a", Assert.Single(WithNews(DeliveryState.Pending).Ready).Id.Step);
        Assert.Empty(WithNews(DeliveryState.Delivered).Ending);
        Assert.NotNull(WithNews(DeliveryState.Delivered).NextDue);
    }

    [Fact]
    public void A_run_whose_effect_nobody_knows_says_so()
    {
        var ending = Assert.Single(Decide([Given.Run(RunState.Running)], [Given.Delivery("a", DeliveryState.Uncertain) with { Reason = "no answer" }]).Ending);

        Assert.Equal((RunState.Uncertain, "uncertain"), (ending.Run.State, ending.Run.State.Word()));
        Assert.True(ending.Run.HasEnded);
    }

    private static Settling Decide(IReadOnlyList<Run> runs, IReadOnlyList<Delivery> deliveries, DateTimeOffset? now = null) =>
        Settling.Decide(Given.Snapshot(meeting: Given.Meeting(joined: 0), runs: runs, deliveries: deliveries), now ?? Now, Given.Options);
}
