using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class JoiningTests
{
    [Fact]
    public void Without_events_there_is_nothing_to_join() => Assert.Null(Joining.Decide(Given.Snapshot(), [Given.Published(Given.Noon)]));

    [Fact]
    public void Joined_events_are_not_joined_again()
    {
        var snapshot = Given.Snapshot([Given.Event("1", OccasionKind.Summary, Given.Noon)], Given.Meeting(joined: 1));

        Assert.Null(Joining.Decide(snapshot, [Given.Published(Given.Noon)]));
    }

    [Fact]
    public void Three_ready_events_start_one_run_at_the_first_of_them()
    {
        var snapshot = Given.Snapshot(
        [
            Given.Event("1", OccasionKind.Summary, Given.Noon.AddSeconds(9), "x"),
            Given.Event("2", OccasionKind.Summary, Given.Noon, "y"),
            Given.Event("3", OccasionKind.Summary, Given.Noon.AddSeconds(5), "z"),
        ]);

        var join = Joining.Decide(snapshot, [Given.Published(Given.Noon)])!;

        var run = Assert.Single(join.Runs);
        Assert.Equal((Given.Noon, Given.Noon.AddHours(2), 3, "summary.0"), (run.OpenedAt, run.Deadline, run.Version, run.Occasion.ToString()));
        Assert.Equal(3, join.Meeting.Joined);
    }

    [Fact]
    public void A_recipe_never_runs_for_an_occasion_that_opened_before_it_was_published()
    {
        var snapshot = Given.Snapshot(
        [
            Given.Event("1", OccasionKind.Summary, Given.Noon),
            Given.Event("2", OccasionKind.Summary, Given.Noon.AddHours(1)),
        ]);

        Assert.Empty(Joining.Decide(snapshot, [Given.Published(Given.Noon.AddMinutes(1))])!.Runs);
    }

    [Fact]
    public void Each_time_means_once_for_each_data()
    {
        var snapshot = Given.Snapshot(
        [
            Given.Event("1", OccasionKind.Updated, Given.Noon, "aa"),
            Given.Event("2", OccasionKind.Updated, Given.Noon, "bb"),
            Given.Event("3", OccasionKind.Updated, Given.Noon, "aa"),
        ]);

        var join = Joining.Decide(snapshot, [Given.Published(Given.Noon, OccasionKind.Updated, each: true)])!;

        Assert.Equal(["updated.aa", "updated.bb"], join.Runs.Select(r => r.Occasion.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_that_is_there_already_is_not_started_again()
    {
        var snapshot = Given.Snapshot(
            [Given.Event("1", OccasionKind.Summary, Given.Noon), Given.Event("2", OccasionKind.Summary, Given.Noon)],
            Given.Meeting(joined: 1),
            [Given.Run(RunState.Done)]);

        Assert.Empty(Joining.Decide(snapshot, [Given.Published(Given.Noon)])!.Runs);
    }

    [Fact]
    public void A_wish_runs_only_the_recipe_that_it_names_and_opens_no_occasion_for_others()
    {
        var wish = Given.Event("again-1", OccasionKind.Summary, Given.Noon, again: new RunAgain("recipe", "again-1", "alice"));

        var join = Joining.Decide(Given.Snapshot([wish]), [Given.Published(Given.Noon), Given.Published(Given.Noon, id: "other")])!;

        Assert.Equal("r|recipe|summary.again-1", Assert.Single(join.Runs).RowKey);
    }

    [Fact]
    public void A_deleted_meeting_starts_only_what_waits_for_deletions()
    {
        var snapshot = Given.Snapshot(
            [Given.Event("1", OccasionKind.Summary, Given.Noon), Given.Event("2", OccasionKind.Deleted, Given.Noon.AddMinutes(1))]);

        var join = Joining.Decide(snapshot, [Given.Published(Given.Noon), Given.Published(Given.Noon, OccasionKind.Deleted, id: "gone")])!;

        Assert.Equal("gone", Assert.Single(join.Runs).Recipe);
        Assert.Equal(Given.Noon.AddMinutes(1), join.Meeting.DeletedAt);
    }

    [Fact]
    public void A_wish_from_before_the_recipe_was_switched_on_again_starts_nothing()
    {
        var wish = Given.Event("again-1", OccasionKind.Summary, Given.Noon, again: new RunAgain("recipe", "again-1", "alice"));

        Assert.Empty(Joining.Decide(Given.Snapshot([wish]), [Given.Published(Given.Noon.AddMinutes(1))])!.Runs);
    }

    [Fact]
    public void What_a_delivery_of_ours_caused_starts_nothing_and_anything_else_does()
    {
        var renamed = Given.Delivery("a", DeliveryState.Delivered) with { Echo = new Occasion(OccasionKind.Updated, "ours"), FirstAttempt = Given.Noon };
        var snapshot = Given.Snapshot(
        [
            Given.Event("1", OccasionKind.Updated, Given.Noon.AddSeconds(1), "ours"),
            Given.Event("2", OccasionKind.Updated, Given.Noon.AddSeconds(2), "theirs"),
            Given.Event("3", OccasionKind.Shared, Given.Noon.AddSeconds(3), "ours"),
        ],
            deliveries: [renamed]);

        var updated = Joining.Decide(snapshot, [Given.Published(Given.Noon, OccasionKind.Updated, each: true)])!;
        var shared = Joining.Decide(snapshot, [Given.Published(Given.Noon, OccasionKind.Shared, each: true)])!;

        Assert.Equal("updated.theirs", Assert.Single(updated.Runs).Occasion.ToString());
        Assert.Equal(3, updated.Meeting.Joined);
        Assert.Equal("shared.ours", Assert.Single(shared.Runs).Occasion.ToString());
    }

    [Theory]
    [InlineData(-10, true)]
    [InlineData(-1, false)]
    [InlineData(600, false)]
    public void What_was_said_long_before_we_began_is_no_echo_whatever_clocks_say(int minutes, bool opens)
    {
        var renamed = Given.Delivery("a", DeliveryState.Pending) with { Echo = new Occasion(OccasionKind.Updated, "ours"), FirstAttempt = Given.Noon };
        var snapshot = Given.Snapshot([Given.Event("1", OccasionKind.Updated, Given.Noon.AddMinutes(minutes), "ours")], deliveries: [renamed]);

        Assert.Equal(opens ? 1 : 0, Joining.Decide(snapshot, [Given.Published(Given.Noon.AddHours(-1), OccasionKind.Updated)])!.Runs.Count);
    }

    [Fact]
    public void What_is_planned_and_not_begun_is_known_too_and_the_row_keeps_it()
    {
        var planned = Given.Delivery("a", DeliveryState.Pending) with { Echo = new Occasion(OccasionKind.Updated, "ours") };
        var read = Delivery.From(new Core.Ports.Row(Given.Key.Text, planned.Id.RowKey, ((Core.Ports.RowChange.Replace)planned.Write("n")).Row.Values));

        var snapshot = Given.Snapshot([Given.Event("1", OccasionKind.Updated, Given.Noon, "ours")], deliveries: [read]);

        Assert.Equal(planned.Echo, read.Echo);
        Assert.Empty(Joining.Decide(snapshot, [Given.Published(Given.Noon, OccasionKind.Updated)])!.Runs);
    }
}
