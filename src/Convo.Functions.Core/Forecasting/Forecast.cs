using System.Globalization;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Forecasting;

/// <summary>
/// What a recipe is likely to cost in a month of 30 days, had it been on alone. Pure. Conditions do not count: facts are read before they are judged, and
/// history holds nothing that a condition could be judged by.
/// </summary>
/// <param name="Meetings">For how many meetings.</param>
/// <param name="Calls">Calls to Convo.</param>
/// <param name="Credits">AI credits, at most.</param>
/// <param name="CallsPerMeeting">Calls for one meeting.</param>
/// <param name="Sentence">All of this in words, and from what it was taken.</param>
public sealed record Forecast(int Meetings, int Calls, int Credits, double CallsPerMeeting, string Sentence)
{
    /// <summary>The days of a month.</summary>
    public const int Days = 30;

    private const int Decimals = 1;

    // What Convo sends about a meeting (docs page "Webhooks"): made, transcript, and the three that tell of one summary.
    private static readonly PastMeeting Usual = new(
    [
        new PastEvent(OccasionKind.Created, default),
        new PastEvent(OccasionKind.Transcript, default),
        new PastEvent(OccasionKind.Summary, default),
        new PastEvent(OccasionKind.Summary, default),
        new PastEvent(OccasionKind.Summary, default),
    ]);

    /// <summary>Forecasts.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="past">The meetings of the last days.</param>
    /// <param name="meetings">A number of meetings a month to take instead of theirs; null for theirs.</param>
    /// <param name="lifeOf">How long an answer of a group serves without another call.</param>
    public static Forecast Of(Recipe recipe, PastMeetings past, int? meetings, Func<FactGroup, TimeSpan> lifeOf)
    {
        var basis = past.Meetings.Count > 0 ? past.Meetings : [Usual];
        var runs = basis.Average(meeting => RunsFor(recipe, meeting));
        var calls = basis.Average(meeting => CallsFor(recipe, meeting, past.LooksPerEvent, lifeOf)) + (runs * FactNeeds.CallsMadeLast(recipe));
        var count = meetings ?? (int)Math.Round(past.AMonth);

        // The recipe's own limit holds, however many meetings there are.
        var credits = Math.Min((int)Math.Ceiling(runs * FactNeeds.CreditsOf(recipe) * count), recipe.CreditsPerMonth);
        var forecast = new Forecast(count, (int)Math.Round(calls * count), credits, Math.Round(calls, Decimals), "");
        return forecast with { Sentence = forecast.Words(past, isTyped: meetings is not null) };
    }

    private static double CallsFor(
        Recipe recipe, PastMeeting meeting, IReadOnlyDictionary<OccasionKind, double> looksPerEvent, Func<FactGroup, TimeSpan> lifeOf) =>
        recipe.When.Occasions
            .SelectMany(kind => FactNeeds.GatheredFirst(recipe, kind), (kind, group) => (Kind: kind, Group: group))
            // The match with the calendar is worked out of the conversation's row, which stands in the list beside it.
            .Where(need => FactNeeds.CostOf(need.Group) is FactCost.OneCall && need.Group is not FactGroup.Calendar)
            .GroupBy(need => need.Group, need => need.Kind)
            .Sum(group => CallsFor(meeting, [.. group], looksPerEvent, lifeOf(group.Key)));

    private static double CallsFor(
        PastMeeting meeting, IReadOnlyList<OccasionKind> kinds, IReadOnlyDictionary<OccasionKind, double> looksPerEvent, TimeSpan life)
    {
        var events = meeting.Events.Where(happened => kinds.Contains(happened.Kind)).ToList();
        var looks = events.Sum(happened => looksPerEvent.GetValueOrDefault(happened.Kind, 1));

        // Looks in a burst share an answer while it lives; looks beyond those that events cause come later, each with a call of its own.
        return life > TimeSpan.Zero ? Math.Min(looks, Bursts(events, life) + Math.Max(0, looks - events.Count)) : looks;
    }

    private static int Bursts(List<PastEvent> events, TimeSpan life)
    {
        var bursts = 0;
        DateTimeOffset? began = null;

        foreach (var happened in events.OrderBy(happened => happened.At))
        {
            if (began is null || happened.At - began >= life)
            {
                (began, bursts) = (happened.At, bursts + 1);
            }
        }

        return bursts;
    }

    private static double RunsFor(Recipe recipe, PastMeeting meeting)
    {
        var kinds = meeting.Events.Where(happened => recipe.When.Occasions.Contains(happened.Kind)).ToList();
        return recipe.When.Each ? kinds.Count : kinds.Select(happened => happened.Kind).Distinct().Count();
    }

    private string Words(PastMeetings past, bool isTyped)
    {
        var price = Credits > 0
            ? string.Create(CultureInfo.InvariantCulture, $"About {Calls} calls and at most {Credits} AI credits a month")
            : string.Create(CultureInfo.InvariantCulture, $"About {Calls} calls and no AI credits a month");
        var basis = past.Meetings.Count is 0
            ? "taken from what Convo usually sends about a meeting, because there were none in the last 30 days"
            : $"from {Count(past.Meetings.Count, "meeting")} in the last {(past.Days is 1 ? "day" : Count(past.Days, "day"))}";
        return isTyped
            ? string.Create(CultureInfo.InvariantCulture, $"{price}: {Count(Meetings, "meeting")} as typed, {CallsPerMeeting:0.#} calls each, {basis}.")
            : string.Create(CultureInfo.InvariantCulture, $"{price}: {Count(Meetings, "meeting")}, {CallsPerMeeting:0.#} calls each, {basis}.");
    }

    private static string Count(int number, string word) => string.Create(CultureInfo.InvariantCulture, $"{number} {word}{(number is 1 ? "" : "s")}");
}
