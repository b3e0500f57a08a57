using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>The verdict on a campaign passes what is as it should be, and nothing else: each of its sentences can fail.</summary>
public sealed class VerdictTests
{
    private static readonly Dictionary<string, (string Says, Func<Found, Found> Spoil)> Wrongs = new()
    {
        ["a meeting that Convo lists is missing"] = ("sets: starter lists", end => end with { Meetings = [.. end.Meetings.Skip(1)] }),
        ["a meeting that Convo does not list any more is ours"] = ("sets: we have", end => Listing(end, CampaignPlan.Professional, [])),
        ["a recipe ran twice"] = ("runs: told-summary ran 2 times", end => Meeting(end, 0, one => one with { Runs = [.. one.Runs, one.Runs[0]] })),
        ["a recipe did not run"] = ("runs: told-summary ran 0 times", end => Meeting(end, 0, one => one with { Runs = [.. one.Runs.Skip(1)] })),
        ["a run hangs"] = (
            "runs: told-summary on", end => Meeting(end, 0, one => one with { Runs = [one.Runs[0] with { State = "running" }, .. one.Runs.Skip(1)] })),
        ["a message is there twice"] = ("messages: starter-", end => end with { Messages = [end.Messages[0], .. end.Messages] }),
        ["a message is not there"] = ("messages: 0 by told-summary", end => end with { Messages = [.. end.Messages.Skip(1)] }),
        ["a message about a deleted meeting is still there"] = ("messages: told-summary about", WithMessageOfDeleted),
        ["a deletion that was told is not known"] = ("deletions:", end => Meeting(end, 2, one => one with { DeletedAt = null })),
        ["a meeting is deleted because it is not listed"] = ("deletions:", end => Meeting(end, 3, one => one with { DeletedAt = CampaignPlan.Begin })),
        ["a deleted meeting keeps its id"] = ("deletions:", end => Meeting(end, 2, one => one with { ConversationId = "sess_2", Tombstone = null })),
        ["the line forgets a deletion"] = ("line: enterprise says", end => Line(end, line => line with { Deleted = 0 }, account: 2)),
        ["an old text stands although a refresh was told"] = ("words:", end => Words(end, 1, "item of 1 first")),
        ["a text is new although nobody told of a refresh"] = ("words:", end => Words(end, 0, "item of 0 second")),
        ["the line counts a meeting too few"] = ("line: starter says", end => Line(end, line => line with { Meetings = 0, ByPolling = 0 })),
        ["the line counts one by webhook that was found by polling"] = (
            "line: starter says", end => Line(end, line => line with { ByWebhook = 1, ByPolling = 0 })),
        ["the line says that one is missing"] = ("line: starter says", end => Line(end, line => line with { Missing = 1 })),
        ["the line tells of trouble"] = ("line: starter has trouble", end => Line(end, line => line with { Trouble = "429" })),
        ["Convo refused a call"] = ("budget: starter", end => Calls(end, calls => calls with { Refused = 1 })),
        ["an hour had more calls than it may"] = ("budget: starter", end => Calls(end, calls => calls with { MostInAnHour = 101 })),
        ["a credit too many was spent"] = ("credits: starter", end => Calls(end, calls => calls with { DraftsThisMonth = CampaignRecipes.DraftsPerMonth + 1 })),
        ["work is left"] = ("open:", end => end with { Open = [PerfectEnd.Truth().Due()[0].Key] }),
        ["a body is in quarantine"] = ("open:", end => end with { Quarantined = 1 }),
        ["a warning was logged"] = ("log:", end => end with { Warnings = new Dictionary<string, int> { ["Warning: something"] = 1 } }),
    };

    public static TheoryData<string> Names => [.. Wrongs.Keys];

    [Fact]
    public void A_copy_that_comes_after_the_refresh_tells_nothing_of_it()
    {
        var truth = PerfectEnd.Truth();
        var refreshed = truth.Arrivals.Single(arrival => arrival.Event is "conversation.summary.ready");
        var copy = truth.Arrivals.Single(arrival => arrival.Event is "conversation.keypoints.ready") with { At = refreshed.At };
        var copied = truth with { Arrivals = [.. truth.Arrivals.Where(arrival => arrival != refreshed), copy] };

        Assert.Equal((true, false), (truth.Due()[1].IsToldOfRefresh, copied.Due()[1].IsToldOfRefresh));
    }

    [Fact]
    public void An_end_as_it_should_be_passes()
    {
        var truth = PerfectEnd.Truth();

        Assert.Empty(Verdict.Of(truth, PerfectEnd.Found(truth)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_wrong_is_said(string name)
    {
        var (says, spoil) = Wrongs[name];
        var truth = PerfectEnd.Truth();

        Assert.Contains(Verdict.Of(truth, spoil(PerfectEnd.Found(truth))), line => line.StartsWith(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_delivery_that_the_product_refused_is_said()
    {
        var truth = PerfectEnd.Truth();
        var refused = truth with { Arrivals = [.. truth.Arrivals, truth.Arrivals[0] with { Status = 401 }] };

        Assert.Contains(
            Verdict.Of(refused, PerfectEnd.Found(truth)), line => line.StartsWith("refused: conversation.created with 401", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_is_the_same_for_the_same_seed_and_another_for_another()
    {
        static string Of(ulong seed) => string.Join('\n', CampaignPlan.Make(new CampaignSize(50, 10, seed)).Meetings.Select(meeting =>
            $"{meeting.Number} {meeting.Tier} {string.Join(' ', meeting.Steps)}"));

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void A_plan_of_ninety_days_has_all_that_can_happen_and_ends_two_days_before_its_end()
    {
        var plan = CampaignPlan.Make(new CampaignSize(5000, 90, 1));

        Assert.Equal(Enum.GetValues<Happening>(), plan.Meetings.SelectMany(meeting => meeting.Steps).Select(step => step.What).Distinct().Order());
        Assert.Equal(CampaignPlan.Tiers.Order(), plan.Meetings.Select(meeting => meeting.Tier).Distinct().Order());
        Assert.All(plan.Meetings, meeting => Assert.True(meeting.End < TimeSpan.FromDays(88)));
        Assert.All(plan.Meetings, meeting => Assert.True(!meeting.Has(Happening.Deleted) || meeting.Steps[^1].What is Happening.Deleted));
    }

    private static Found Meeting(Found end, int number, Func<FoundMeeting, FoundMeeting> change) =>
        end with { Meetings = [.. end.Meetings.Select((one, index) => index == number ? change(one) : one)] };

    private static Found Words(Found end, int number, string words) => end with
    {
        Messages = [.. end.Messages.Select(message => message.Mark.Meeting == PerfectEnd.Truth().Due()[number].Key ? message with { Words = words } : message)],
    };

    private static Found Line(Found end, Func<AccountTold, AccountTold> change, int account = 0) =>
        end with { Completeness = [.. end.Completeness.Select((one, index) => index == account ? change(one) : one)] };

    private static Found Calls(Found end, Func<FoundCalls, FoundCalls> change) =>
        end with { Calls = end.Calls.ToDictionary(one => one.Key, one => one.Key is CampaignPlan.Starter ? change(one.Value) : one.Value) };

    private static Found Listing(Found end, string tier, IReadOnlyList<string> ids) =>
        end with { Listed = end.Listed.ToDictionary(one => one.Key, one => one.Key == tier ? ids : one.Value) };

    private static Found WithMessageOfDeleted(Found end)
    {
        var deleted = PerfectEnd.Truth().Due()[2].Key;
        return end with { Messages = [.. end.Messages, end.Messages[0] with { Mark = end.Messages[0].Mark with { Meeting = deleted } }] };
    }
}
