using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Delivering;

public sealed class TakingBackTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly TimeSpan Lease = Given.Options.Lease;

    private static readonly Delivery Claimed = Attempt.Claim(
        Given.Delivery("a", DeliveryState.Pending) with
        {
            Desired = Delivery.Nothing,
            Delivered = "new",
            Receipt = "ts",
            Link = "https://link",
            DeliveredAt = new(2026, 5, 3, 9, 0, 0, TimeSpan.Zero),
        },
        Now,
        Lease,
        "me")!;

    [Fact]
    public void Withdrawn_leaves_no_receipt_and_no_link()
    {
        var done = Record(new Outcome.Withdrawn());

        Assert.Equal((DeliveryState.Withdrawn, null, null, null), (done.State, done.Receipt, done.Link, done.Delivered));
        Assert.Equal((null, null), (done.Claim, done.LeaseUntil));
        Assert.True(done.IsSettled);
    }

    [Fact]
    public void What_cannot_be_recalled_is_named_with_its_day()
    {
        var done = Record(new Outcome.Stands("mail to 2 addresses", "", "Ask them to delete it."));

        Assert.Equal((DeliveryState.Stands, "can't be recalled: mail to 2 addresses on 3 May"), (done.State, done.Reason));
        Assert.Equal("Ask them to delete it.", done.Advice);
    }

    [Fact]
    public void A_connection_that_is_gone_leaves_it_standing_and_says_why()
    {
        var done = Record(new Outcome.Refused("There is no connection named team.", "Add it."));

        Assert.Equal(DeliveryState.Stands, done.State);
        Assert.Equal("can't be recalled: what note sent to #team on 3 May: There is no connection named team.", done.Reason);
    }

    [Fact]
    public void Trouble_that_passes_is_waited_out_and_no_answer_is_no_reason_to_look()
    {
        var (again, lost) = (Record(new Outcome.TryAgain("503")), Record(new Outcome.Uncertain("lost")));

        Assert.Equal((DeliveryState.Pending, Now.AddSeconds(10)), (again.State, again.NotBefore!.Value));
        Assert.Equal((DeliveryState.Pending, Now.AddSeconds(10)), (lost.State, lost.NotBefore!.Value));
        Assert.Equal(0, Record(new Outcome.TryAgain("turn") { WasAttempt = false }).Attempts);
    }

    [Fact]
    public void After_the_last_attempt_it_stands()
    {
        var last = new Attempt(new Outcome.TryAgain("503")).Record(Claimed with { Attempts = RetrySchedule.MostAttempts }, Delivery.Nothing, Now, 0.5);

        Assert.Equal(DeliveryState.Stands, last.State);
        Assert.Contains("Gave up", last.Reason);
    }

    public static TheoryData<Outcome, string?, bool> Overtaken => new()
    {
        { new Outcome.Delivered("ts1"), "ts1", false },
        { new Outcome.Uncertain("no answer"), null, true },
        { new Outcome.TryAgain("503"), null, false },
        { new Outcome.Refused("channel_not_found", "Choose another."), null, false },
        { new Outcome.Refused("half of it", "Delete it.") { LeftBehind = "ts2" }, "ts2", false },
    };

    [Theory]
    [MemberData(nameof(Overtaken))]
    public void A_post_that_the_deletion_overtook_is_followed_by_its_withdrawal(Outcome outcome, string? receipt, bool mayHaveHappened)
    {
        var posting = Attempt.Claim(Given.Delivery("a", DeliveryState.Pending), Now, Lease, "me")!;
        var after = new Attempt(outcome).Record(posting with { Desired = Delivery.Nothing, Revision = 2 }, attempted: "new", Now, 0.5);

        Assert.Equal((DeliveryState.Pending, Delivery.Nothing, receipt, mayHaveHappened), (after.State, after.Desired, after.Receipt, after.MayHaveHappened));
        Assert.NotNull(Attempt.Claim(after, Now + Lease, Lease, "next"));
        Assert.Equal(mayHaveHappened, Attempt.Claim(after, Now, Lease, "next") is null);
    }

    [Fact]
    public void What_could_not_be_undone_keeps_its_receipt()
    {
        var posting = Attempt.Claim(Given.Delivery("a", DeliveryState.Pending), Now, Lease, "me")!;
        var refused = new Attempt(new Outcome.Refused("half of it", "Delete it.") { LeftBehind = "ts2" }).Record(posting, "new", Now, 0.5);

        Assert.Equal((DeliveryState.Refused, "ts2"), (refused.State, refused.Receipt));
    }

    private static Delivery Record(Outcome outcome) => new Attempt(outcome).Record(Claimed, Delivery.Nothing, Now, 0.5);
}
