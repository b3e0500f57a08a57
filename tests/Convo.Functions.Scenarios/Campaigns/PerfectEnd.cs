using Convo.Functions.Core.Meetings;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>A small campaign and the end that it should have, without a product: what the verdict is tried with.</summary>
internal static class PerfectEnd
{
    /// <summary>A meeting of each kind in which the verdict looks at something else.</summary>
    public static Truth Truth()
    {
        var plan = new CampaignPlan(
            new CampaignSize(4, 4, 1),
            [
                Meeting(0, CampaignPlan.Starter),
                Meeting(1, CampaignPlan.Professional, (60, Happening.Renamed), (90, Happening.Refreshed)),
                Meeting(2, CampaignPlan.Enterprise, (600, Happening.Deleted)),
                Meeting(3, CampaignPlan.Professional, (600, Happening.Deleted)),
            ],
            []);
        var played = plan.Meetings.ToDictionary(
            meeting => meeting.Number,
            meeting => new PlayedMeeting($"sess_{meeting.Number}", meeting.Steps.ToDictionary(step => step.What, step => CampaignPlan.Begin + step.At)));
        return new Truth(
            plan,
            played,
            [
                Taken(1, 0, "conversation.created"), Taken(1, 5, "conversation.keypoints.ready"), Taken(1, 61, "conversation.updated"),
                Taken(1, 92, "conversation.summary.ready"), Taken(2, 1, "conversation.created"), Taken(2, 601, "conversation.deleted"),
            ]);
    }

    /// <summary>What a product without a fault leaves behind.</summary>
    public static Found Found(Truth truth)
    {
        var due = truth.Due();
        return new Found
        {
            Meetings = [.. due.Select(Meeting)],
            Messages = [.. due.Where(one => !one.IsToldDeleted).SelectMany(Messages)],
            Listed = CampaignPlan.Tiers.ToDictionary(
                tier => tier, tier => (IReadOnlyList<string>)[.. due.Where(one => one.Account == tier && !one.IsDeleted).Select(one => one.Id)]),
            Completeness = [.. CampaignPlan.Tiers.Select(tier => Line(tier, [.. due.Where(one => one.Account == tier)]))],
            Calls = CampaignPlan.Tiers.ToDictionary(tier => tier, _ => new FoundCalls(100, 50, Refused: 0, MostInAnHour: 50, DraftsThisMonth: 0)),
            Open = [],
            Warnings = new Dictionary<string, int>(),
            Quarantined = 0,
        };
    }

    private static PlannedMeeting Meeting(int number, string tier, params (int Minutes, Happening What)[] more) => new(
        number, tier, IsWithCustomer: false, 30,
        [
            new(TimeSpan.FromHours(8), Happening.Held), new(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(4), Happening.KeyPoints),
            .. more.Select(step => new PlannedStep(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(step.Minutes), step.What)),
        ]);

    private static Arrival Taken(int number, int minutes, string name) =>
        new(CampaignPlan.Begin.AddHours(8).AddMinutes(minutes), name, $"sess_{number}", "{}", $"{number} {minutes} {name}", 200, 0);

    private static FoundMeeting Meeting(Due due)
    {
        var events = due.Taken.Select(arrival => new FoundEvent(arrival.Event, arrival.At, "webhook")).ToList();
        if (!due.Taken.Any(arrival => arrival.IsReady))
        {
            events.Add(new FoundEvent("poll.summary", CampaignPlan.Begin.AddHours(8).AddMinutes(15), "poll"));
        }

        var deleted = due.IsToldDeleted ? due.Taken[^1].At : (DateTimeOffset?)null;
        var runs = CampaignRecipes.All.SelectMany(recipe => Enumerable.Range(0, due.RunsOf(recipe)).Select(_ => Run(due, recipe)));
        return deleted is null
            ? new FoundMeeting(due.Id, due.Account, deleted, Tombstone: null, events, [.. runs])
            : new FoundMeeting(due.Key.Hash, due.Account, deleted, new TombstoneTold(due.Taken.Count, 1, 1, 0), events, [.. runs]);
    }

    private static RunTold Run(Due due, string recipe) => new(
        $"{due.Id}-{recipe}", due.Id, recipe, 1, "summary", "done", WaitsUntil: null, LooksAgainAt: null, CampaignPlan.Begin.AddHours(9), Reason: null,
        Advice: null, recipe is CampaignRecipes.Draft ? [] : [new DeliveryTold("post", $"#{recipe}", "delivered", 1, null, null, null, null)]);

    private static IEnumerable<FoundMessage> Messages(Due due) => CampaignRecipes.All.Where(recipe => recipe is not CampaignRecipes.Draft)
        .SelectMany(recipe => Enumerable.Range(0, due.RunsOf(recipe)).Select(_ => new FoundMessage(
            new DeliveryId(due.Key, recipe, new Occasion(OccasionKind.Summary, Occasion.First), "post", 0), recipe, due.Meeting.Item(due.IsToldOfRefresh))));

    private static AccountTold Line(string tier, IReadOnlyList<Due> due)
    {
        var listed = due.Where(one => !one.IsDeleted).ToList();
        var byPoll = listed.Count(one => one.Taken.Count is 0);
        var told = due.Count(one => one.IsToldDeleted);
        var unlisted = due.Count - listed.Count - told;
        return new AccountTold(tier, listed.Count, listed.Count - byPoll, byPoll, 0, told, unlisted, "as it is", null, null, null, null, null);
    }
}
