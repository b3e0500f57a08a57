using Convo.Functions.Core.Meetings;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>What a campaign must hold, and what is wrong where it doesn't. Pure.</summary>
internal sealed class Verdict
{
    // Of the guardian's daily test calls three in ten are dropped, too: what it says then is true.
    private const string TestCallLost = "does not do its work; meetings are found by polling";

    // What is being read or stored while the campaign moves its clock on takes minutes by that clock. What goes to the spool then has to be in the sets, too.
    private const string ReadSlowly = "The connections take long to be read";
    private const string StoredSlowly = "could not be stored and goes to the spool: System.Threading.Tasks.TaskCanceledException";

    private static readonly string[] Known = [TestCallLost, ReadSlowly, StoredSlowly];

    // Whoever was told so long before has read the key points before, whatever was refused meanwhile.
    private static readonly TimeSpan WellBefore = TimeSpan.FromMinutes(30);

    private readonly IReadOnlyList<Due> due;
    private readonly Found found;
    private readonly Dictionary<MeetingKey, FoundMeeting> known;
    private readonly ILookup<MeetingKey, FoundMessage> messages;
    private readonly List<string> wrong = [];

    private Verdict(Truth truth, Found found)
    {
        (due, this.found) = (truth.Due(), found);
        known = found.Meetings.ToDictionary(meeting => meeting.Key);
        messages = found.Messages.ToLookup(message => message.Mark.Meeting);
        wrong.AddRange(truth.Arrivals.Where(arrival => !arrival.IsTaken && arrival.Status is not 503)
            .GroupBy(arrival => (arrival.Event, arrival.Status)).Select(group => $"refused: {group.Key.Event} with {group.Key.Status}, {group.Count()} times"));
    }

    /// <summary>All that is wrong; nothing where all is well. Each line begins with what it is about.</summary>
    public static IReadOnlyList<string> Of(Truth truth, Found found)
    {
        var verdict = new Verdict(truth, found);
        verdict.SetsAreEqual();
        foreach (var one in verdict.due)
        {
            verdict.IsDone(one);
        }

        verdict.LinesAreTrue();
        verdict.BudgetsAreKept(truth.Plan.Size.Days);
        verdict.NothingIsLeft();
        return verdict.wrong;
    }

    private void SetsAreEqual()
    {
        foreach (var tier in CampaignPlan.Tiers)
        {
            // Of a deletion that nobody told of we can't know.
            var untold = due.Where(one => one.Account == tier && one.IsDeleted && !one.IsToldDeleted).Select(one => one.Id);
            var theirs = found.Listed[tier].Union(untold).ToHashSet(StringComparer.Ordinal);
            var ours = found.Meetings.Where(meeting => meeting.Connection == tier && meeting.DeletedAt is null)
                .Select(meeting => meeting.ConversationId).ToList();
            wrong.AddRange(theirs.Except(ours).Select(id => $"sets: {tier} lists {id}, and we don't have it"));
            wrong.AddRange(ours.Except(theirs).Select(id => $"sets: we have {id}, and {tier} does not list it"));
        }

        var marks = due.Select(one => one.Key).ToHashSet();
        wrong.AddRange(found.Messages.Where(message => !marks.Contains(message.Mark.Meeting))
            .Select(message => $"messages: {message.Mark} is about no meeting"));
        wrong.AddRange(found.Messages.GroupBy(message => message.Mark).Where(same => same.Count() > 1)
            .Select(same => $"messages: {same.Key} is there {same.Count()} times"));
    }

    private void IsDone(Due one)
    {
        if (!known.TryGetValue(one.Key, out var meeting))
        {
            wrong.Add($"sets: {one.Key} ({one.Meeting.Title}) is not known");
            return;
        }

        if (one.IsToldDeleted != meeting.DeletedAt is not null)
        {
            wrong.Add($"deletions: {one.Key} was {(one.IsToldDeleted ? "told deleted and isn't" : "deleted without a word")}");
        }

        if (one.IsToldDeleted && meeting.Tombstone is not { Standing: 0 })
        {
            wrong.Add($"deletions: {one.Key} is more than a tombstone with nothing standing");
        }

        foreach (var recipe in CampaignRecipes.All)
        {
            var runs = meeting.Runs.Where(run => run.Recipe == recipe).ToList();
            var said = messages[one.Key].Where(message => message.Channel == recipe).ToList();
            if (one.IsToldDeleted)
            {
                IsTakenBack(one, recipe, runs, said);
            }
            else
            {
                HasRun(one, recipe, runs, said);
            }
        }

        SaysTheLatest(one, meeting);
    }

    private void HasRun(Due one, string recipe, List<RunTold> runs, List<FoundMessage> said)
    {
        var wanted = one.RunsOf(recipe);
        if (runs.Count != wanted)
        {
            wrong.Add($"runs: {recipe} ran {runs.Count} times on {one.Key} ({one.Meeting.Title}), due were {wanted}");
        }

        if (recipe is CampaignRecipes.Draft)
        {
            IsDrafted(one, runs, said);
            return;
        }

        wrong.AddRange(runs.Where(run => run.State is not "done")
            .Select(run => $"runs: {recipe} on {one.Key} is {run.State}: {run.Reason} {string.Join(' ', run.Deliveries.Select(delivery => delivery.Reason))}"));
        if (said.Count != wanted)
        {
            wrong.Add($"messages: {said.Count} by {recipe} about {one.Key}, due were {wanted}");
        }
    }

    private void IsDrafted(Due one, List<RunTold> runs, List<FoundMessage> said)
    {
        var sent = runs.Count(run => run.State is "done" && run.Deliveries.Count > 0);
        if (said.Count != sent || (sent > 0 && !one.Meeting.IsWithCustomer))
        {
            wrong.Add($"messages: {said.Count} drafts about {one.Key}, {sent} were sent");
        }

        wrong.AddRange(runs.Where(run => run.State is not "done" && !IsWithoutCredit(run) && !IsDraftLost(run) && !IsGone(one, run))
            .Select(run => $"runs: {CampaignRecipes.Draft} on {one.Key} is {run.State}: {run.Reason}"));
    }

    private void IsTakenBack(Due one, string recipe, List<RunTold> runs, List<FoundMessage> said)
    {
        if (runs.Count > one.RunsOf(recipe))
        {
            wrong.Add($"runs: {recipe} ran {runs.Count} times on {one.Key}, which was deleted; due were at most {one.RunsOf(recipe)}");
        }

        wrong.AddRange(runs.Where(run => run.State is not ("done" or "cancelled" or "refused"))
            .Select(run => $"runs: {recipe} on deleted {one.Key} is {run.State}"));
        wrong.AddRange(said.Select(_ => $"messages: {recipe} about {one.Key} is still there, and the meeting was deleted"));
    }

    private void SaysTheLatest(Due one, FoundMeeting meeting)
    {
        var said = messages[one.Key].Where(message => message.Channel is CampaignRecipes.Summary).Select(message => message.Words).ToList();
        if (one.IsToldDeleted || said is not [var words])
        {
            return;
        }

        var (first, second) = (one.Meeting.Item(isRefreshed: false), one.Meeting.Item(isRefreshed: true));
        var isRefreshed = one.Played.Times.TryGetValue(Happening.Refreshed, out var time);
        var isKnownBefore = meeting.Events.Any(happened => happened.ReceivedAt + WellBefore < time && IsSummary(happened.Name));
        var wanted = !isRefreshed || (isKnownBefore && !one.IsToldOfRefresh) ? first : one.IsToldOfRefresh ? second : null;
        if (wanted is not null && !words.Contains(wanted, StringComparison.Ordinal))
        {
            var taken = string.Join(", ", one.Taken.Where(arrival => arrival.IsReady).Select(arrival => $"{arrival.Event} {arrival.At:dd HH:mm:ss}"));
            wrong.Add($"words: the summary of {one.Key} ({one.Meeting.Title}) says “{words}” instead of “{wanted}”; "
                + $"refreshed {time:dd HH:mm:ss}, taken in: {taken}");
        }
    }

    private void LinesAreTrue()
    {
        foreach (var tier in CampaignPlan.Tiers)
        {
            IsTrue(tier, found.Completeness.Single(account => account.Connection == tier));
        }

        foreach (var one in due.Where(one => known.ContainsKey(one.Key)))
        {
            var first = known[one.Key].First;
            var soon = one.Played.Times[Happening.Held] + TimeSpan.FromMinutes(4);
            var wanted = one.Taken.Count is 0 ? "poll" : one.Taken.Any(arrival => arrival.At < soon) ? "webhook" : first.Source;
            if (first.Source != wanted)
            {
                wrong.Add($"line: {one.Key} was first heard of by {first.Source}, and should by {wanted}");
            }
        }
    }

    // What is left open: who was first where both came at once, and whether a deletion without a word was noticed in the list.
    private void IsTrue(string tier, AccountTold told)
    {
        var held = due.Where(one => one.Account == tier).ToList();
        var deleted = held.Count(one => one.IsToldDeleted);
        var untold = held.Where(one => one.IsDeleted && !one.IsToldDeleted).ToList();
        var listed = held.Where(one => !one.IsDeleted && known.ContainsKey(one.Key)).Select(one => known[one.Key]).ToList();
        var byPoll = listed.Count(meeting => !meeting.CameAtOnce && meeting.First.Source is "poll");
        var mostByPoll = byPoll + listed.Count(meeting => meeting.CameAtOnce) + untold.Count - told.Unlisted;
        var isTrue = told.Meetings == held.Count - deleted - told.Unlisted && told.ByWebhook + told.ByPolling == told.Meetings
            && told.ByPolling >= byPoll && told.ByPolling <= mostByPoll && told.Missing is 0 && told.Deleted == deleted
            && told.Unlisted >= untold.Count(one => one.IsSurelyUnlisted) && told.Unlisted <= untold.Count;
        if (!isTrue)
        {
            wrong.Add($"line: {tier} says “{told.Sentence}”; held were {held.Count}, told deleted {deleted}, deleted without a word {untold.Count} "
                + $"({untold.Count(one => one.IsSurelyUnlisted)} to be missed), found by polling {byPoll} to {mostByPoll}");
        }

        wrong.AddRange(told.Trouble is null ? [] : [$"line: {tier} has trouble: {told.Trouble}"]);
    }

    private void BudgetsAreKept(int days)
    {
        foreach (var (tier, calls) in found.Calls)
        {
            if (calls.Refused > 0 || calls.MostInAnHour > calls.Limit)
            {
                wrong.Add($"budget: {tier} had {calls.MostInAnHour} calls in an hour of {calls.Limit}, and {calls.Refused} were refused");
            }

            var ended = found.Meetings.Where(meeting => meeting.Connection == tier)
                .SelectMany(meeting => meeting.Runs.Where(run => run.Recipe is CampaignRecipes.Draft && run.Deliveries.Count > 0 && run.EndedAt is not null));
            wrong.AddRange(ended.GroupBy(run => run.EndedAt!.Value.ToString("yyyy-MM"))
                .Where(month => month.Count() > CampaignRecipes.DraftsPerMonth)
                .Select(month => $"credits: {tier} paid for {month.Count()} drafts in {month.Key}, of {CampaignRecipes.DraftsPerMonth}"));
            if (calls.DraftsThisMonth > CampaignRecipes.DraftsPerMonth)
            {
                wrong.Add($"credits: {tier} had {calls.DraftsThisMonth} of {CampaignRecipes.DraftsPerMonth} drafts this month ({days} days)");
            }
        }
    }

    private void NothingIsLeft()
    {
        var waiting = known.Where(pair => pair.Value.Runs.Any(run => run.State is "waiting" && IsWithoutCredit(run))).Select(pair => pair.Key).ToHashSet();
        wrong.AddRange(found.Open.Where(key => !waiting.Contains(key)).Select(key => $"open: {key} has work left"));
        wrong.AddRange(waiting.Except(found.Open).Select(key => $"open: {key} waits, and nobody will look at it"));
        wrong.AddRange(found.Quarantined > 0 ? [$"open: {found.Quarantined} bodies are in quarantine"] : []);
        wrong.AddRange(found.Warnings.Where(line => !Known.Any(known => line.Key.Contains(known, StringComparison.Ordinal)))
            .Select(line => $"log: {line.Value} times {line.Key}"));
    }

    private static bool IsSummary(string name) => name is "poll.summary" || new Arrival(default, name, "", "", "", 0, 0).IsReady;

    // It waits for the next month; where that one's credits are used up too, it has waited too long.
    private static bool IsWithoutCredit(RunTold run) =>
        run.State is "waiting" or "refused" && run.Reason?.Contains("AI credits of this month", StringComparison.Ordinal) is true;

    // While it waited for the next month, the meeting was deleted without a word: by then its facts are not to be had.
    private static bool IsGone(Due one, RunTold run) =>
        one.IsDeleted && run.State is "refused" && run.Reason?.Contains("(waited until", StringComparison.Ordinal) is true;

    // An answer that was lost may have cost a credit: it is told, and not asked for again.
    private static bool IsDraftLost(RunTold run) => run.State is "refused" && run.Reason?.Contains("uncertain whether", StringComparison.Ordinal) is true;
}
