using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Trying;

namespace Convo.Functions.Web.Api;

/// <summary>Trials and facts as the API shows them.</summary>
internal static class TryAnswers
{
    private const int LongestText = 500;
    private const int MostItems = 10;

    public static TryAnswer Of(Trial trial, IReadOnlyList<Problem> problems) => new(
        problems,
        problems.Count > 0 ? TrialDecision.Refused.Kebab() : trial.Decision.Kebab(),
        problems.Count > 0 ? "The recipe has problems; it can't be published like this." : trial.Reason,
        problems.Count > 0 ? "Correct what is listed under problems." : trial.Advice,
        trial.Until,
        [.. trial.Conditions.Select(condition => new TryCondition(condition.Path, condition.Text, condition.Holds, condition.Why))],
        [.. trial.Facts.Select(Of)],
        [.. trial.Steps.Select(Of)],
        trial.More);

    /// <summary>Of a recipe that can't even be read.</summary>
    public static TryAnswer Unreadable(IReadOnlyList<Problem> problems) =>
        Of(new Trial(TrialDecision.Refused, Reason: null, Advice: null, Until: null, [], [], [], More: 0), problems);

    public static MeetingFactsAnswer Of(MeetingFactsView known) => new(
        [
            .. FactCatalogue.All.Where(fact => known.Groups.Any(group => group.Group == fact.Group)).Select(fact => new MeetingFactAnswer(
                fact.Path, fact.Type.Camel(), fact.Group.Camel(), fact.Class.Camel(), fact.Cost.Kebab(), Value(known.Facts.Find(fact.Path)))),
        ],
        [.. known.Groups.Select(Of)]);

    private static TryFacts Of(TriedFacts facts) => new(facts.Group.Camel(), facts.Cost.Kebab(), facts.State.Kebab(), facts.Reason);

    private static TryStep Of(TriedStep step) => new(
        step.Id,
        step.Item,
        step.Action,
        step.Sends?.Destination ?? "",
        step.Sends?.Audience.Camel(),
        [.. (step.Sends?.Classes ?? new HashSet<PrivacyClass>()).Order().Select(one => one.Camel())],
        step.Stopped is { } stop ? new TryStopped(stop.Reason, stop.Advice) : null,
        step.LeftOut,
        step.Preview);

    private static JsonNode? Value(FactValue? value) => value switch
    {
        FactValue.Text text => Short(text.Value),
        FactValue.Number number => number.Value,
        FactValue.Time time => time.Value.ToString("O"),
        FactValue.Flag flag => flag.Value,
        FactValue.List list => new JsonArray([.. list.Items.Take(MostItems).Select(Value)]),
        FactValue.Group group => new JsonObject(group.Members.Select(member => KeyValuePair.Create(member.Key, Value(member.Value)))),
        _ => null,
    };

    // Never through half a character.
    private static string Short(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
