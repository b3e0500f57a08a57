using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Facts;

/// <summary>Which groups of facts a recipe needs, and what they cost. Pure; gathering, trials and forecasts ask here, so that they agree.</summary>
public static class FactNeeds
{
    private static readonly Dictionary<FactGroup, FactCost> Costs =
        FactCatalogue.All.Append(Questions.Any).GroupBy(fact => fact.Group).ToDictionary(group => group.Key, group => group.Max(fact => fact.Cost));

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

    /// <summary>Those of them that are gathered first, and all that a trial gathers: they cost no credit and make nothing public.</summary>
    public static IReadOnlyList<FactGroup> GatheredFirst(Recipe recipe, OccasionKind kind) => [.. Of(recipe, kind).Where(group => !IsMadeLast(group))];

    /// <summary>As <see cref="Fact.IsMadeLast"/>.</summary>
    public static bool IsMadeLast(FactGroup group) => group is FactGroup.Email or FactGroup.Answers or FactGroup.Share;

    /// <summary>How many calls to Convo a run makes once everything else is there, at most: one for each fact that is made, and those of its steps.</summary>
    public static int CallsMadeLast(Recipe recipe) =>
        Apart(recipe.Needs.Select(FactCatalogue.Find).OfType<Fact>().Where(fact => IsMadeLast(fact.Group))) + recipe.Steps.Sum(step => step.ConvoCalls);

    /// <summary>How many AI credits a run spends at most: one for a draft, one for each question that is used, one for each step that generates.</summary>
    public static int CreditsOf(Recipe recipe) => CreditsOf(recipe.Needs, recipe.Steps);

    /// <summary>The same for a recipe that is being read.</summary>
    internal static int CreditsOf(IReadOnlySet<string> needs, IReadOnlyList<RecipeStep> steps) =>
        Apart(needs.Select(FactCatalogue.Find).OfType<Fact>().Where(fact => fact.Cost is FactCost.OneCredit))
        + steps.Where(step => step.CostsCredit).Select(step => step.Action).Distinct(StringComparer.Ordinal).Count();

    /// <summary>What a group costs each time it is asked for; nothing where the catalogue has no fact of it.</summary>
    public static FactCost CostOf(FactGroup group) => Costs.GetValueOrDefault(group, FactCost.Free);

    // A draft is one, whatever of it is used.
    private static int Apart(IEnumerable<Fact> facts) =>
        facts.Select(fact => fact.Group is FactGroup.Email ? nameof(FactGroup.Email) : fact.Path).Distinct(StringComparer.Ordinal).Count();

    // What the calendar is compared with is the row of the conversation.
    private static IEnumerable<FactGroup> WithBasis(FactGroup group) => group is FactGroup.Calendar ? [FactGroup.Conversation, group] : [group];
}
