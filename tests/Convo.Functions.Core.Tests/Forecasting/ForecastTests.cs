using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Forecasting;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Forecasting;

/// <summary>What a recipe costs is worked out from what meetings bring, group by group.</summary>
public sealed class ForecastTests
{
    private static readonly TimeSpan Row = TimeSpan.FromSeconds(10);

    [Fact]
    public void Every_look_reads_each_group_and_rows_that_live_serve_a_burst()
    {
        // Three ready events a second apart: key points three times, the row once.
        var forecast = Of(Recipe(OccasionKind.Summary, "meeting.title", "actionItems"), Past(10, OccasionKind.Summary, 0, 1, 2));

        Assert.Equal((10, 40, 0, 4.0), (forecast.Meetings, forecast.Calls, forecast.Credits, forecast.CallsPerMeeting));
        Assert.Equal("About 40 calls and no AI credits a month: 10 meetings, 4 calls each, from 10 meetings in the last 30 days.", forecast.Sentence);
    }

    [Fact]
    public void A_row_that_has_gone_stale_is_a_call_again() =>
        Assert.Equal(20, Of(Recipe(OccasionKind.Updated, "meeting.title"), Past(10, OccasionKind.Updated, 0, 10)).Calls);

    [Fact]
    public void Events_that_were_looked_at_together_cost_as_often_as_they_were_looked_at()
    {
        var past = Past(10, OccasionKind.Summary, 0, 1, 2) with { LooksPerEvent = new Dictionary<OccasionKind, double> { [OccasionKind.Summary] = 1.0 / 3 } };

        Assert.Equal(10, Of(Recipe(OccasionKind.Summary, "actionItems"), past).Calls);
    }

    [Fact]
    public void What_the_event_itself_brings_is_free() =>
        Assert.Equal(0, Of(Recipe(OccasionKind.Failed, "event.error"), Past(10, OccasionKind.Failed, 0)).Calls);

    [Fact]
    public void What_is_made_last_and_steps_that_act_on_the_meeting_are_calls_once_a_run()
    {
        var past = Past(10, OccasionKind.Summary, 0, 1, 2);
        var made = Recipe(OccasionKind.Summary, "email.subject", "email.body", "answers.risks", "share.url") with { CreditsPerMonth = 40 };
        var acting = Given.Recipe([Given.Step("a") with { ConvoCalls = 2 }, Given.Step("b") with { ConvoCalls = 1 }], OccasionKind.Summary);

        var without = Of(Recipe(OccasionKind.Summary), past).Calls;
        Assert.Equal(without + 30, Of(made, past).Calls);
        Assert.Equal(20, Of(made, past).Credits);
        Assert.Equal(without + 30, Of(acting, past).Calls);
    }

    [Fact]
    public void An_occasion_that_never_comes_costs_nothing() =>
        Assert.Equal(0, Of(Recipe(OccasionKind.Shared, "meeting.title"), Past(10, OccasionKind.Summary, 0)).Calls);

    [Fact]
    public void Typed_meetings_are_priced_by_what_meetings_cost_here()
    {
        var forecast = Of(Recipe(OccasionKind.Summary, "actionItems"), Past(10, OccasionKind.Summary, 0, 1), typed: 40);

        Assert.Equal((40, 80), (forecast.Meetings, forecast.Calls));
        Assert.Contains("40 meetings as typed", forecast.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 20, 20)]
    [InlineData(40, 100, 40)]
    public void AI_credits_are_never_forecast_beyond_what_the_recipe_may_spend(int meetings, int perMonth, int credits)
    {
        var recipe = Recipe(OccasionKind.Summary, "email.body") with { CreditsPerMonth = perMonth };

        Assert.Equal(credits, Of(recipe, Past(meetings, OccasionKind.Summary, 0)).Credits);
    }

    [Fact]
    public void Without_any_meeting_the_usual_events_are_taken_and_the_sentence_says_so()
    {
        var forecast = Of(Recipe(OccasionKind.Summary, "actionItems"), PastMeetings.Of([], Given.Noon), typed: 10);

        Assert.Equal(30, forecast.Calls);
        Assert.Contains("there were none", forecast.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, Of(Recipe(OccasionKind.Summary, "actionItems"), PastMeetings.Of([], Given.Noon)).Calls);
    }

    [Fact]
    public void An_account_that_is_ten_days_old_is_taken_to_thirty()
    {
        var meetings = Enumerable.Range(0, 5).Select(n => Snapshot(Given.Noon.AddDays(-10 + n), OccasionKind.Summary)).ToList();
        var forecast = Of(Recipe(OccasionKind.Summary, "actionItems"), PastMeetings.Of(meetings, Given.Noon));

        Assert.Equal((15, 15), (forecast.Meetings, forecast.Calls));
        Assert.Contains("from 5 meetings in the last 10 days", forecast.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void How_often_runs_read_their_facts_is_learned_from_the_runs()
    {
        var seen = Snapshot(Given.Noon, OccasionKind.Summary, OccasionKind.Summary, OccasionKind.Transcript) with
        {
            Runs = [Given.Run(RunState.Done) with { Reads = 1 }, Given.Run(RunState.Done, OccasionKind.Transcript) with { Reads = 3 }],
        };

        var past = PastMeetings.Of([seen], Given.Noon);
        Assert.Equal((0.5, 3), (past.LooksPerEvent[OccasionKind.Summary], past.LooksPerEvent[OccasionKind.Transcript]));
    }

    private static Forecast Of(Recipe recipe, PastMeetings past, int? typed = null) =>
        Forecast.Of(recipe, past, typed, group => group is FactGroup.Conversation ? Row : TimeSpan.Zero);

    private static Recipe Recipe(OccasionKind kind, params string[] needs) => Given.Recipe([Given.Step("a")], kind) with { Needs = needs.ToHashSet() };

    private static PastMeetings Past(int meetings, OccasionKind kind, params int[] seconds) => new(
        [.. Enumerable.Repeat(new PastMeeting([.. seconds.Select(second => new PastEvent(kind, Given.Noon.AddSeconds(second)))]), meetings)],
        Forecast.Days,
        new Dictionary<OccasionKind, double>());

    private static MeetingSnapshot Snapshot(DateTimeOffset at, params OccasionKind[] kinds) => Given.Snapshot(
        [.. kinds.Select((kind, index) => Given.Event($"e{index}", kind, at))], Given.Meeting(kinds.Length) with { FirstSeen = at });
}
