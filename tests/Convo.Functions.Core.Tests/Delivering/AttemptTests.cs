using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Delivering;

public sealed class AttemptTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly TimeSpan Lease = Given.Options.Lease;
    private static readonly Delivery Pending = Given.Delivery("a", DeliveryState.Pending);
    private static readonly Delivery Claimed = Attempt.Claim(Pending, Now, Lease, "me")!;

    [Fact]
    public void A_claim_says_who_until_when_and_counts()
    {
        Assert.Equal(("me", Now + Lease, 1L, Now), (Claimed.Claim, Claimed.LeaseUntil!.Value, Claimed.Attempts, Claimed.FirstAttempt!.Value));
        Assert.False(Claimed.MayHaveHappened);
    }

    [Fact]
    public void Nobody_else_can_claim_it_before_the_lease_ends()
    {
        Assert.Null(Attempt.Claim(Claimed, Now + Lease - TimeSpan.FromTicks(1), Lease, "other"));
        Assert.True(Attempt.Claim(Claimed, Now + Lease, Lease, "other")!.MayHaveHappened);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Uncertain)]
    public void What_is_settled_is_not_claimed(DeliveryState state) => Assert.Null(Attempt.Claim(Given.Delivery("a", state), Now, Lease, "me"));

    [Fact]
    public void It_is_not_claimed_before_its_time() => Assert.Null(Attempt.Claim(Pending with { NotBefore = Now.AddSeconds(1) }, Now, Lease, "me"));

    [Fact]
    public void Delivered_is_recorded_with_its_receipt_and_frees_it()
    {
        var done = new Attempt(new Outcome.Delivered("ts1", "https://link")).Record(Claimed, Claimed.Desired, Now, 0.5);

        Assert.Equal((DeliveryState.Delivered, "ts1", "https://link", "new", 0L), (done.State, done.Receipt, done.Link, done.Delivered, done.Attempts));
        Assert.Equal((null, null), (done.Claim, done.LeaseUntil));
    }

    [Fact]
    public void Delivered_ends_every_doubt() => Assert.False(
        new Attempt(new Outcome.Delivered("ts1"), StillUncertain: true).Record(Claimed with { MayHaveHappened = true }, Claimed.Desired, Now, 0.5)
            .MayHaveHappened);

    [Fact]
    public void What_was_raised_meanwhile_is_still_to_be_delivered()
    {
        var done = new Attempt(new Outcome.Delivered("ts1")).Record(Claimed.Raise("newer", Now), attempted: "new", Now, 0.5);

        Assert.Equal((DeliveryState.Pending, "new", "newer", 2L), (done.State, done.Delivered, done.Desired, done.Revision));
    }

    [Fact]
    public void Try_again_keeps_its_place_in_the_schedule()
    {
        var waits = new Attempt(new Outcome.TryAgain("503")).Record(Claimed, "new", Now, 0.5);

        Assert.Equal((DeliveryState.Pending, 1L, Now.AddSeconds(10), false), (waits.State, waits.Attempts, waits.NotBefore!.Value, waits.MayHaveHappened));
    }

    [Fact]
    public void Uncertain_with_advice_ends_there_and_is_never_tried_again()
    {
        var ended = new Attempt(new Outcome.Uncertain("no answer", "Look in the mailbox.")).Record(Claimed, "new", Now, 0.5);

        Assert.Equal((DeliveryState.Uncertain, "no answer", "Look in the mailbox.", true), (ended.State, ended.Reason, ended.Advice, ended.MayHaveHappened));
        Assert.Null(Attempt.Claim(ended, Now + Lease, Lease, "other"));
    }

    [Fact]
    public void Waiting_for_ones_turn_is_no_attempt()
    {
        var outcome = new Outcome.TryAgain("waits its turn", Now.AddSeconds(2)) { WasAttempt = false };

        Assert.Equal(0, new Attempt(outcome).Record(Claimed, "new", Now, 0.5).Attempts);
    }

    [Fact]
    public void What_may_have_happened_is_looked_for_and_not_before_the_lease_has_ended()
    {
        var lost = new Attempt(new Outcome.Uncertain("no answer")).Record(Claimed, "new", Now, 0.5);

        Assert.True(lost.MayHaveHappened);
        Assert.True(lost.NotBefore >= Claimed.LeaseUntil);
    }

    [Fact]
    public void After_the_last_attempt_it_is_refused_or_where_it_may_have_happened_uncertain()
    {
        var last = Claimed with { Attempts = RetrySchedule.MostAttempts };

        Assert.Equal(DeliveryState.Refused, new Attempt(new Outcome.TryAgain("503")).Record(last, "new", Now, 0.5).State);
        Assert.Equal(DeliveryState.Uncertain, new Attempt(new Outcome.Uncertain("no answer")).Record(last, "new", Now, 0.5).State);
    }

    [Fact]
    public void A_refusal_while_an_earlier_attempt_may_have_happened_is_uncertain()
    {
        var refused = new Outcome.Refused("cannot tell", "Look.");

        Assert.Equal(DeliveryState.Refused, new Attempt(refused).Record(Claimed, "new", Now, 0.5).State);
        Assert.Equal(DeliveryState.Uncertain, new Attempt(refused, StillUncertain: true).Record(Claimed, "new", Now, 0.5).State);
    }

    [Fact]
    public void A_receipt_found_by_looking_is_kept_although_the_edit_failed() =>
        Assert.Equal("ts1", new Attempt(new Outcome.TryAgain("503"), "ts1").Record(Claimed, "new", Now, 0.5).Receipt);

    [Fact]
    public void Raising_back_to_what_is_delivered_settles_it_only_when_nobody_is_changing_it()
    {
        var edited = Given.Delivery("a", DeliveryState.Delivered).Raise("newer", Now);

        Assert.Equal(DeliveryState.Delivered, edited.Raise("new", Now).State);
        Assert.Equal(DeliveryState.Pending, Attempt.Claim(edited, Now, Lease, "me")!.Raise("new", Now).State);
        Assert.Equal(DeliveryState.Pending, (edited with { MayHaveHappened = true }).Raise("new", Now).State);
    }

    [Theory]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Uncertain)]
    public void What_ended_without_effect_is_not_raised(DeliveryState state)
    {
        var ended = Given.Delivery("a", state);

        Assert.Same(ended, ended.Raise("newer", Now));
    }
}
