using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Approvals;

/// <summary>What a delivery that needs a yes does, and what it never does.</summary>
public sealed class AwaitingTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static Delivery Waiting { get; } = Given.Delivery("post", DeliveryState.Awaiting) with
    {
        Approval = new Approval(["anna@example.com"], Day, Now + Day),
    };

    private static Delivery Approved => Waiting.Answer(ApprovalVerdict.Approved, "anna@example.com", Now);

    [Fact]
    public void What_awaits_a_yes_is_not_claimed_and_what_has_it_is()
    {
        Assert.Null(Attempt.Claim(Waiting, Now, Lease, "me"));
        Assert.NotNull(Attempt.Claim(Approved, Now, Lease, "me"));
    }

    [Fact]
    public void Not_even_a_row_that_says_pending_is_claimed_for_content_that_nobody_approved() =>
        Assert.Null(Attempt.Claim(Approved with { Desired = "another" }, Now, Lease, "me"));

    [Fact]
    public void Other_content_needs_another_yes_from_then_on()
    {
        var raised = Approved.Raise("newer", Now.AddHours(5));

        Assert.Equal((DeliveryState.Awaiting, Now.AddHours(29)), (raised.State, raised.Approval!.Until));
        Assert.Equal(DeliveryState.Pending, raised.Raise("new", Now.AddHours(6)).State);
    }

    [Fact]
    public void Content_that_was_turned_down_is_not_asked_for_again()
    {
        var sent = Approved with { State = DeliveryState.Delivered, Delivered = "new" };
        var declined = sent.Raise("newer", Now).Answer(ApprovalVerdict.Rejected, "anna@example.com", Now);

        Assert.Equal((DeliveryState.Delivered, "new"), (declined.State, declined.Desired));
        Assert.Same(declined, declined.Raise("newer", Now));
        Assert.Equal(DeliveryState.Awaiting, declined.Raise("newest", Now).State);
    }

    [Fact]
    public void What_was_going_out_when_its_content_changed_is_recorded_and_the_change_still_awaits_a_yes()
    {
        var claimed = Attempt.Claim(Approved, Now, Lease, "me")!;
        var raised = claimed.Raise("newer", Now);

        var recorded = new Attempt(new Actions.Outcome.Delivered("ts1")).Record(raised, attempted: "new", Now, 0.5);

        Assert.Equal((DeliveryState.Awaiting, "new", "ts1"), (recorded.State, recorded.Delivered, recorded.Receipt));
    }

    [Fact]
    public void A_no_after_a_crash_says_that_what_was_approved_before_may_be_there()
    {
        var crashed = Attempt.Claim(Approved, Now, Lease, "me")!.Raise("newer", Now);

        var declined = crashed.Answer(ApprovalVerdict.Rejected, "anna@example.com", Now + Lease);

        Assert.Equal((DeliveryState.Uncertain, true), (declined.State, declined.MayHaveHappened));
        Assert.NotNull(declined.Advice);
    }

    [Theory]
    [InlineData(ApprovalVerdict.Rejected)]
    [InlineData(ApprovalVerdict.Expired)]
    public void A_no_after_a_crash_leaves_something_to_look_for_when_the_meeting_is_deleted(ApprovalVerdict verdict)
    {
        var crashed = Attempt.Claim(Approved, Now, Lease, "me")!.Raise("newer", Now);
        var declined = crashed.Answer(verdict, "anna@example.com", Now + Lease);

        var meeting = Given.Snapshot(meeting: Given.Meeting(0, Now), runs: [Given.Run(RunState.Uncertain)], deliveries: [declined]);
        var after = Assert.Single(Assert.Single(Withdrawing.Decide(meeting, Now)).Cancelled);

        Assert.Equal((DeliveryState.Pending, Delivery.Nothing, true), (after.State, after.Desired, after.MayHaveHappened));
    }

    [Fact]
    public void A_no_while_something_is_going_out_has_to_wait_and_a_yes_has_not()
    {
        var leased = Attempt.Claim(Approved, Now, Lease, "me")!.Raise("newer", Now);

        Assert.IsType<AnswerTaken.Busy>(Answers.Refusal(leased, leased.Approval!, "newer", ApprovalVerdict.Rejected, Now));
        Assert.Null(Answers.Refusal(leased, leased.Approval!, "newer", ApprovalVerdict.Approved, Now));
        Assert.False(leased.IsOverdue(Now));
    }

    [Fact]
    public void An_answer_counts_for_the_content_that_was_shown_and_until_the_time_is_over()
    {
        var approval = Waiting.Approval!;

        Assert.IsType<AnswerTaken.Changed>(Answers.Refusal(Waiting, approval, "older", ApprovalVerdict.Approved, Now));
        Assert.IsType<AnswerTaken.TooLate>(Answers.Refusal(Waiting, approval, "new", ApprovalVerdict.Approved, Now + Day));
        Assert.IsType<AnswerTaken.Already>(Answers.Refusal(Approved, Approved.Approval!, "new", ApprovalVerdict.Rejected, Now));
        Assert.IsType<AnswerTaken.Over>(Answers.Refusal(
            Waiting.End(DeliveryState.Cancelled, "deleted", null), approval, "new", ApprovalVerdict.Approved, Now));
    }

    [Fact]
    public void The_end_of_the_time_is_in_the_index_at_the_same_moment_at_every_look()
    {
        var first = Settle([Waiting], Now);
        var second = Settle([Waiting], Now + Day - TimeSpan.FromMinutes(1));

        Assert.Equal((Now + Day + Given.Options.Grace, Now + Day), (first.NextDue, first.NextHint));
        Assert.Equal((first.NextDue, first.NextHint), (second.NextDue, second.NextHint));
        Assert.Empty(first.Ready);
        Assert.True(Waiting.IsOverdue(Now + Day));
    }

    [Fact]
    public void A_run_ends_cancelled_where_somebody_said_no_and_refused_where_nobody_could_be_asked()
    {
        var ask = Given.Delivery("post.ask", DeliveryState.Delivered);
        var rejected = Waiting.Answer(ApprovalVerdict.Rejected, "anna@example.com", Now);
        var unasked = ask with { State = DeliveryState.Refused, Delivered = null, Reason = "not in the channel", Advice = "Invite it." };

        var declined = Assert.Single(Settle([rejected, ask], Now).Ending).Run;
        var refused = Assert.Single(Settle([Waiting with { WaitsFor = ["post.ask"] }, unasked], Now).Ending);

        Assert.Equal((RunState.Cancelled, "post: anna@example.com rejected it"), (declined.State, declined.Reason));
        Assert.Equal((RunState.Refused, "post.ask: not in the channel"), (refused.Run.State, refused.Run.Reason));
        Assert.Equal("nobody could be asked for approval: not in the channel", Assert.Single(refused.Cancelled).Reason);
    }

    [Fact]
    public void Of_several_items_the_one_that_nobody_could_be_asked_about_ends_and_the_others_still_wait()
    {
        Delivery[] asks = [Item("post.ask", 0, DeliveryState.Delivered), Item("post.ask", 1, DeliveryState.Refused) with { Reason = "gone" }];
        Delivery[] posts =
        [
            Item("post", 0, DeliveryState.Awaiting) with { Approval = Waiting.Approval, WaitsFor = ["post.ask"] },
            Item("post", 1, DeliveryState.Awaiting) with { Approval = Waiting.Approval, WaitsFor = ["post.ask"] },
        ];

        Assert.Equal(1, Assert.Single(Assert.Single(Settle([.. asks, .. posts], Now).Ending).Cancelled).Id.Item);

        static Delivery Item(string step, int item, DeliveryState state) =>
            Given.Delivery(step, state) is var first ? first with { Id = first.Id with { Item = item } } : first;
    }

    [Fact]
    public void A_question_that_could_not_be_locked_changes_nothing_about_the_run()
    {
        var ask = Given.Delivery("post.ask", DeliveryState.Refused) with { Delivered = "old", Reason = "somebody deleted the message" };
        var sent = Approved with { State = DeliveryState.Delivered, Delivered = "new" };

        Assert.Equal(RunState.Done, Assert.Single(Settle([sent, ask], Now).Ending).Run.State);
    }

    [Fact]
    public void A_row_keeps_all_of_it()
    {
        var written = Approved.Raise("newer", Now.AddHours(1));
        var change = Assert.IsType<Ports.RowChange.Replace>(written.Write("nonce"));

        var read = Delivery.From(change.Row with { Tag = written.Tag });

        Assert.Equal(written.Approval! with { By = [] }, read.Approval! with { By = [] });
        Assert.Equal(written.Approval!.By, read.Approval!.By);
        Assert.Equal((DeliveryState.Awaiting, "newer"), (read.State, read.Desired));
        Assert.Null(Delivery.From(Assert.IsType<Ports.RowChange.Replace>(Given.Delivery("a", DeliveryState.Pending).Write("n")).Row).Approval);
    }

    private static Settling Settle(IReadOnlyList<Delivery> deliveries, DateTimeOffset now) =>
        Settling.Decide(Given.Snapshot(runs: [Given.Run(RunState.Running)], deliveries: deliveries), now, Given.Options);
}
