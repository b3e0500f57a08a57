using System.Globalization;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>Prints the figures of a campaign. None of them is asserted.</summary>
internal static class CampaignReport
{
    private const double Megabyte = 1024 * 1024;

    public static void Print(ITestOutputHelper output, CampaignStage stage, Campaign campaign, Truth truth, Found found)
    {
        var due = truth.Due();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Line($"{stage.Name}: {truth.Plan.Size}");
        Line($"{due.Count} meetings over {truth.Plan.Size.Days} days in {campaign.Elapsed:hh\\:mm\\:ss}, two instances; "
            + $"the process holds {process.WorkingSet64 / Megabyte:0} MB, at most {process.PeakWorkingSet64 / Megabyte:0} MB");
        var taken = truth.Arrivals.Count(arrival => arrival.IsTaken);
        var byInstance = truth.Arrivals.Where(arrival => arrival.IsTaken).CountBy(arrival => arrival.Instance).Select(pair => pair.Value);
        Line($"deliveries: {taken} taken in ({string.Join(" and ", byInstance)} by instance), "
            + $"{truth.Arrivals.Count - taken} while it could not be reached");
        foreach (var fault in campaign.Faults)
        {
            Line($"  {fault}");
        }

        foreach (var (what, count) in due.SelectMany(one => one.NeverTold).CountBy(what => what).OrderBy(pair => pair.Key))
        {
            Line($"never told and not to be rebuilt: {what}, {count} of {due.Count(one => one.Meeting.Has(what))}");
        }

        foreach (var tier in CampaignPlan.Tiers)
        {
            var calls = found.Calls[tier];
            Line($"{tier}: {found.Completeness.Single(account => account.Connection == tier).Sentence}; "
                + $"{calls.Calls} calls, at most {calls.MostInAnHour} of {calls.Limit} in an hour, {calls.Refused} refused");
        }

        foreach (var (name, happened) in new[] { ("poll.created", Happening.Held), ("poll.summary", Happening.KeyPoints) })
        {
            PrintLateness(output, due, found, name, happened);
        }

        var runs = found.Meetings.SelectMany(meeting => meeting.Runs).ToList();
        var states = runs.CountBy(run => run.State).Select(pair => $"{pair.Value} {pair.Key}");
        Line($"{runs.Count} runs: {string.Join(", ", states)}; {found.Messages.Count} messages");
        foreach (var (line, count) in found.Warnings)
        {
            Line($"logged {count} times: {line}");
        }

        void Line(string text) => output.WriteLine(text);
    }

    private static void PrintLateness(ITestOutputHelper output, IReadOnlyList<Due> due, Found found, string name, Happening happened)
    {
        var times = due.ToDictionary(one => one.Id, one => one.Played.Times);
        var late = found.Meetings
            .Where(meeting => times.GetValueOrDefault(meeting.ConversationId)?.ContainsKey(happened) is true)
            .SelectMany(meeting => meeting.Events.Where(e => e.Name == name).Select(e => e.ReceivedAt - times[meeting.ConversationId][happened]))
            .Order().ToList();
        if (late.Count > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {late.Count} found, after {late[late.Count / 2]:hh\\:mm\\:ss} (median), {late[^1]:d\\.hh\\:mm\\:ss} (latest)"));
        }
    }
}
