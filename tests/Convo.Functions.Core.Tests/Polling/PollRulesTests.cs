using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Polling;

/// <summary>What the poll decides, without anybody to ask.</summary>
public sealed class PollRulesTests
{
    private static readonly DateTimeOffset End = Given.Noon;

    [Fact]
    public void Looks_are_at_5_10_20_40_minutes_2_6_and_24_hours_after_the_end_and_then_never()
    {
        var looks = new List<double>();
        for (DateTimeOffset? look = ProbeSchedule.First(End); look is { } time; look = ProbeSchedule.After(End, time))
        {
            looks.Add((time - End).TotalMinutes);
        }

        Assert.Equal([5, 10, 20, 40, 120, 360, 1440], looks);
    }

    [Fact]
    public void Looks_that_were_missed_are_not_made_up_for()
    {
        Assert.Equal(End.AddHours(2), ProbeSchedule.After(End, End.AddMinutes(50)));
        Assert.Null(ProbeSchedule.After(End, End.AddHours(24)));
    }

    [Theory]
    [InlineData(100, 70, 10)]
    [InlineData(100, 30, 20)]
    [InlineData(500, 350, 5)]
    [InlineData(500, 100, 5)]
    [InlineData(2000, 1400, 5)]
    [InlineData(10, 7, 30)]
    [InlineData(0, 0, 30)]
    public void The_list_is_read_as_often_as_the_plan_and_the_hour_allow(int limit, int room, int minutes) =>
        Assert.Equal(minutes, PollPace.Next(limit, room).TotalMinutes, tolerance: 0.01);

    [Fact]
    public void A_look_opens_what_no_event_told_of_and_nothing_else()
    {
        var known = Given.Snapshot([Given.Event("1", OccasionKind.Created, End)]);

        var found = Finding.Decide(Watched(), known, keyPointsAt: End.AddMinutes(3), End.AddMinutes(5));

        Assert.Equal(["poll|transcript", "poll|summary"], found.Select(happened => happened.Id));
        Assert.Equal([5L, 2L], found.Select(happened => happened.LateMinutes!.Value));
    }

    [Fact]
    public void A_meeting_that_was_deleted_is_left_alone()
    {
        var tombstone = Given.Snapshot([Given.Event("1", OccasionKind.Deleted, End)], Given.Meeting(joined: 1, deletedAt: End));

        Assert.Empty(Finding.Decide(Watched(), tombstone, keyPointsAt: End, End.AddMinutes(5)));
        Assert.False(Finding.IsSummaryExpected(tombstone));
    }

    [Theory]
    [InlineData(OccasionKind.Summary)]
    [InlineData(OccasionKind.Failed)]
    public void Key_points_that_were_told_of_or_will_never_come_cost_no_call(OccasionKind kind) =>
        Assert.False(Finding.IsSummaryExpected(Given.Snapshot([Given.Event("1", kind, End)])));

    [Fact]
    public void What_happened_before_a_recipe_was_published_does_not_start_it_however_late_it_is_found()
    {
        var found = Finding.Decide(Watched(), Given.Snapshot(), keyPointsAt: End, End.AddHours(6));

        Assert.Empty(Joining.Decide(Given.Snapshot(found), [Given.Published(End.AddHours(1))])!.Runs);
        var run = Assert.Single(Joining.Decide(Given.Snapshot(found), [Given.Published(End.AddHours(-1))])!.Runs);

        // But it waits for facts from now on, not from then.
        Assert.Equal(End.AddHours(6), run.OpenedAt);
    }

    [Fact]
    public void The_poll_and_a_webhook_open_one_occasion_of_a_recipe_that_says_each_time()
    {
        var found = Finding.Decide(Watched(), Given.Snapshot(), keyPointsAt: End, End.AddMinutes(5));
        var both = Given.Snapshot([.. found, Given.Event("1", OccasionKind.Summary, End.AddMinutes(6), "aa")]);

        var run = Assert.Single(Joining.Decide(both, [Given.Published(End.AddHours(-1), each: true)])!.Runs);

        Assert.Equal("summary.0", run.Occasion.ToString());
    }

    [Fact]
    public void A_meeting_that_is_listed_with_its_end_is_looked_at_from_that_on()
    {
        var running = WatchedMeeting.New("convo", new ListedMeeting("sess_1", End.AddHours(-1), End: null, HasTranscript: false), End.AddMinutes(-30));

        var ended = running.Listed(new ListedMeeting("sess_1", End.AddHours(-1), End, HasTranscript: true));

        Assert.Equal((End, End.AddMinutes(5), true), (ended.CountsFrom, ended.NextLook, ended.HasTranscript));
        Assert.Same(ended, ended.Listed(new ListedMeeting("sess_1", End.AddHours(-1), End, HasTranscript: true)));
    }

    [Fact]
    public void Rows_hold_all_of_it()
    {
        var cursor = PollCursor.First("convo", End) with
        {
            CompleteAt = End,
            Since = End.AddDays(-1),
            Began = End.AddMinutes(1),
            Offset = 80,
            Generation = 3,
            Trouble = new PollTrouble("why", "what to do"),
        };

        Assert.Equal(cursor with { Tag = "1" }, PollCursor.From(RowRules.RowOf(cursor.Write("nonce"))! with { Tag = "1" }));
        Assert.Equal(Watched() with { Tag = "1" }, WatchedMeeting.From(RowRules.RowOf(Watched().Write("nonce"))! with { Tag = "1" }));
    }

    private static WatchedMeeting Watched() =>
        WatchedMeeting.New("convo", new ListedMeeting("sess_1", End.AddMinutes(-30), End, HasTranscript: true), End);
}
