using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

/// <summary>Did it get out? One word and one sentence for a meeting.</summary>
public sealed class GotOutTests
{
    [Fact]
    public void All_delivered_is_yes_and_names_the_places() => Assert.Equal(
        (GotOutWord.Yes, "Everything is out: #team."), Of([Given.Run(RunState.Done)], Given.Delivery("a", DeliveryState.Delivered)));

    [Fact]
    public void A_refusal_is_no_and_says_which_recipe_and_why() => Assert.Equal(
        (GotOutWord.No, "The recipe did not get out: no such channel"), Of([Refused("no such channel")], Given.Delivery("a", DeliveryState.Refused)));

    [Fact]
    public void Some_delivered_and_some_not_is_partly() => Assert.Equal(
        GotOutWord.Partly, Of([Refused("x")], Given.Delivery("a", DeliveryState.Delivered), Given.Delivery("b", DeliveryState.Refused)).Word);

    [Fact]
    public void What_waits_is_on_its_way_and_says_what_for() => Assert.Equal(
        (GotOutWord.OnItsWay, "Nothing is out yet; The recipe waits: no key points yet"),
        Of([Given.Run(RunState.Waiting) with { Reason = "no key points yet" }]));

    [Fact]
    public void A_delivery_that_is_being_edited_is_on_its_way() => Assert.Equal(
        GotOutWord.OnItsWay, Of([Given.Run(RunState.Done)], Given.Delivery("a", DeliveryState.Pending)).Word);

    [Fact]
    public void What_nobody_can_tell_goes_before_everything_else() => Assert.Equal(
        GotOutWord.Uncertain,
        Of([Given.Run(RunState.Uncertain), Given.Run(RunState.Waiting, n: "other")], Given.Delivery("a", DeliveryState.Uncertain)).Word);

    [Fact]
    public void No_run_and_a_run_with_nothing_to_do_are_nothing()
    {
        Assert.Equal((GotOutWord.Nothing, "No recipe ran on this meeting."), Of([]));
        var idle = Of([Given.Run(RunState.Done) with { Reason = "condition 1: actionItems.count is 0, needs at least 1" }]);
        Assert.Equal(GotOutWord.Nothing, idle.Word);
        Assert.Contains("condition 1", idle.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_was_run_again_what_went_before_counts_no_more()
    {
        var again = Given.Run(RunState.Done, n: "again-1") with { OpenedAt = Given.Noon.AddHours(1) };
        var delivered = Given.Delivery("a", DeliveryState.Delivered);
        delivered = delivered with { Id = delivered.Id with { Occasion = again.Occasion } };

        Assert.Equal(GotOutWord.Yes, Of([Refused("x"), again], Given.Delivery("a", DeliveryState.Refused), delivered).Word);
    }

    [Fact]
    public void A_recipe_without_a_run_says_why()
    {
        var meeting = Given.Snapshot([Given.Event("e", OccasionKind.Summary, Given.Noon)], Given.Meeting(1), [Given.Run(RunState.Done)]);
        var reasons = WithoutRun.Of(meeting, [
            Given.Published(Given.Noon.AddHours(-1)),
            Given.Published(Given.Noon.AddHours(1), id: "late"),
            Given.Published(Given.Noon.AddHours(-1), OccasionKind.Shared, id: "shared"),
            Given.Published(Given.Noon.AddHours(-1), id: "soon"),
        ]);

        Assert.Equal(
            [
                ("late", "It was switched on at 2026-03-18 13:00 UTC, after this had happened."),
                ("shared", "It waits for shared; this meeting has had summary so far."),
                ("soon", "It starts within moments."),
            ],
            reasons.Select(one => (one.Recipe.Recipe.Id, one.Reason)));
    }

    private static (GotOutWord Word, string Sentence) Of(IReadOnlyList<Run> runs, params Delivery[] deliveries)
    {
        var gotOut = GotOut.Of(Given.Snapshot([], Given.Meeting(0), runs, deliveries), _ => "The recipe");
        return (gotOut.Word, gotOut.Sentence);
    }

    private static Run Refused(string reason) => Given.Run(RunState.Refused) with { Reason = reason };
}
