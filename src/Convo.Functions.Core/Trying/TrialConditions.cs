using System.Globalization;
using System.Text.Json;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Judging;

namespace Convo.Functions.Core.Trying;

/// <summary>The conditions of a recipe, each by itself and in words. Pure.</summary>
internal static class TrialConditions
{
    private static readonly string[] Givens =
        ["the given number", "the given text", "the given regular expression", "the given time", "the given answer", "the given one"];

    /// <summary>Those of the recipe, then those of its steps. Conditions on the items of a list differ from item to item and are not among them.</summary>
    public static IReadOnlyList<TriedCondition> Of(Recipe recipe, FactSet facts) =>
    [
        .. recipe.Steps.Where(step => step.ForEach is null).Select(step => step.OnlyIf).Prepend(recipe.OnlyIf).OfType<ConditionGroup>()
            .SelectMany(conditions => Conditions.Each(conditions, facts, recipe.Zone))
            .Select(tried => new TriedCondition(tried.Leaf.Path, Words(tried.Leaf), tried.Verdict.Holds, tried.Verdict.Why)),
    ];

    private static string Words(ConditionGroup.Leaf leaf)
    {
        var type = FactCatalogue.Find(leaf.Fact)?.Type ?? FactType.Text;
        var description = OperatorCatalogue.Find(type, leaf.Is)?.Description.Split(',')[0] ?? leaf.Is;
        var given = Givens.FirstOrDefault(words => description.Contains(words, StringComparison.Ordinal));
        return given is null ? $"{leaf.Fact} {description}" : $"{leaf.Fact} {description.Replace(given, Value(leaf.Value), StringComparison.Ordinal)}";
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"“{value.GetString()}”",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
