using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// The privacy classes of all facts that a step can tell of: by its settings, by the list it goes through, by its own conditions and the recipe's.
/// Whoever sees whether, or how often, something was sent learns of those too.
/// </summary>
internal static class NamedClasses
{
    public static IReadOnlySet<PrivacyClass> Of(Recipe recipe, RecipeStep step, IRecipeAction action)
    {
        var list = step.ForEach is { } path ? FactCatalogue.Find(path) : null;
        var item = list is null ? null : FactCatalogue.ItemOf(list);
        IEnumerable<string?> paths = [.. action.Needs(step.Settings), .. Leaves(recipe.OnlyIf), .. Leaves(step.OnlyIf), step.ForEach];
        return paths.OfType<string>().Select(name => FactOf(name, item)?.Class).OfType<PrivacyClass>().ToHashSet();
    }

    private static Fact? FactOf(string path, Fact? item) =>
        path is "item" || path.StartsWith("item.", StringComparison.Ordinal) ? ItemFacts.Find(item, path) : FactCatalogue.Find(path);

    private static IEnumerable<string> Leaves(ConditionGroup? conditions) => conditions switch
    {
        ConditionGroup.All all => all.Parts.SelectMany(Leaves),
        ConditionGroup.Any any => any.Parts.SelectMany(Leaves),
        ConditionGroup.None none => none.Parts.SelectMany(Leaves),
        ConditionGroup.Leaf leaf => [leaf.Fact],
        _ => [],
    };
}
