using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class WithdrawingTests
{
    private static readonly DateTimeOffset Now = Given.Noon;

    public static TheoryData<string, DeliveryState> Effects => new()
    {
        { "delivered", DeliveryState.Delivered },
        { "an edit that was refused", DeliveryState.Refused },
        { "an edit that waits", DeliveryState.Pending },
        { "an attempt under way", DeliveryState.Pending },
        { "an attempt that nobody can tell of", DeliveryState.Uncertain },
    };

    [Theory]
    [MemberData(nameof(Effects))]
    public void What_has_an_effect_or_may_have_one_is_to_be_taken_back(string what, DeliveryState state)
    {
        var before = Given.Delivery("a", state) with
        {
            Receipt = what is "delivered" || what.StartsWith("an edit", StringComparison.Ordinal) ? "ts" : null,
            Claim = what is "an attempt under way" ? "me" : null,
            LeaseUntil = what is "an attempt under way" ? Now.AddMinutes(2) : null,
            MayHaveHappened = state is DeliveryState.Uncertain,
            Attempts = 7,
            NotBefore = Now.AddHours(1),
        };
        var after = Assert.Single(Assert.Single(Decide(RunState.Done, before)).Cancelled);

        Assert.Equal((DeliveryState.Pending, Delivery.Nothing, 2L, 0L), (after.State, after.Desired, after.Revision, after.Attempts));
        Assert.Equal((before.Receipt, before.Claim, before.LeaseUntil, null), (after.Receipt, after.Claim, after.LeaseUntil, after.NotBefore));
        Assert.Empty(Decide(RunState.Done, after));
        Assert.Same(after, after.Raise("newer", Given.Noon));
    }

    [Theory]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Cancelled)]
    public void What_never_had_an_effect_stays_as_it_ended(DeliveryState state) => Assert.Empty(Decide(RunState.Refused, Given.Delivery("a", state)));

    [Fact]
    public void What_nobody_has_begun_is_cancelled_with_its_run()
    {
        var ending = Assert.Single(Decide(RunState.Running, Given.Delivery("a", DeliveryState.Pending)));

        Assert.Equal((RunState.Cancelled, DeliveryState.Cancelled), (ending.Run.State, Assert.Single(ending.Cancelled).State));
    }

    [Fact]
    public void What_tells_of_the_deletion_itself_stays()
    {
        var run = Given.Run(RunState.Running, OccasionKind.Deleted);
        var delivery = Given.Delivery("a", DeliveryState.Delivered) with { Id = new DeliveryId(Given.Key, "recipe", run.Occasion, "a", 0), Receipt = "ts" };

        Assert.Empty(Withdrawing.Decide(Given.Snapshot(meeting: Given.Meeting(0, Now), runs: [run], deliveries: [delivery]), Now));
    }

    [Fact]
    public void A_meeting_that_lives_takes_nothing_back() =>
        Assert.Empty(Withdrawing.Decide(
            Given.Snapshot(meeting: Given.Meeting(0), runs: [Given.Run(RunState.Done)], deliveries: [Posted("a")]), Now));

    [Fact]
    public void Withdrawals_do_not_wait_for_each_other_and_nothing_else_of_a_deleted_meeting_goes_out()
    {
        var (a, b) = (Posted("a"), Posted("b", "a"));
        var taken = Assert.Single(Decide(RunState.Done, a, b)).Cancelled;
        var first = taken[0] with { State = DeliveryState.Withdrawn, Delivered = null };
        var settling = Settling.Decide(
            Given.Snapshot(
                meeting: Given.Meeting(0, Now),
                runs: [Given.Run(RunState.Cancelled)],
                deliveries: [first, taken[1], Given.Delivery("c", DeliveryState.Pending)]),
            Now,
            Given.Options);

        Assert.Equal("b", Assert.Single(settling.Ready).Id.Step);
        Assert.NotNull(settling.NextDue);
    }

    private static IReadOnlyList<RunEnding> Decide(RunState state, params Delivery[] deliveries) =>
        Withdrawing.Decide(Given.Snapshot(meeting: Given.Meeting(0, Now), runs: [Given.Run(state)], deliveries: deliveries), Now);

    private static Delivery Posted(string step, params string[] waitsFor) => Given.Delivery(step, DeliveryState.Delivered, waitsFor) with { Receipt = "ts" };
}
