using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Facts;

/// <summary>Which groups of facts a recipe needs, and what they cost. Pure; gathering, trials and forecasts ask here, so that they agree.</summary>
public static class FactNeeds
{
    private static readonly Dictionary<FactGroup, FactCost> Costs =
        FactCatalogue.All.GroupBy(fact => fact.Group).ToDictionary(group => group.Key, group => group.Max(fact => fact.Cost));

    /// <summary>The groups that a run of this kind needs, in the order in which they are asked for.</summary>
    public static IReadOnlyList<FactGroup> Of(Recipe recipe, OccasionKind kind) =>
    [
        .. recipe.Needs
            .Select(path => FactCatalogue.Find(path)?.Group)
            .OfType<FactGroup>()
            .Append(Readiness.Essential(kind))
            .SelectMany(WithBasis)
            .Distinct()
            .Order(),
    ];

    /// <summary>Those of them that cost no AI credit: what is gathered first, and all that a trial gathers.</summary>
    public static IReadOnlyList<FactGroup> WithoutCredits(Recipe recipe, OccasionKind kind) =>
        [.. Of(recipe, kind).Where(group => CostOf(group) is not FactCost.OneCredit)];

    /// <summary>What a group costs each time it is asked for; nothing where the catalogue has no fact of it.</summary>
    public static FactCost CostOf(FactGroup group) => Costs.GetValueOrDefault(group, FactCost.Free);

    // What the calendar is compared with is the row of the conversation.
    private static IEnumerable<FactGroup> WithBasis(FactGroup group) => group is FactGroup.Calendar ? [FactGroup.Conversation, group] : [group];
}
