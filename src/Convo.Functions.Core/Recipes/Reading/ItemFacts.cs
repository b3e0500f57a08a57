using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Paths within the item of a step's <c>forEach</c>: <c>item</c>, <c>item.owner</c>.</summary>
internal static class ItemFacts
{
    public static Fact? Find(Fact? item, string path) =>
        path.Split('.').Skip(1).Aggregate(item, (fact, name) => fact is null ? null : FactCatalogue.Member(fact, name));

    public static string Advice(Fact? item, string path) => item is null
        ? "There is an item only in a step with forEach."
        : NearestName.Advice(path, ["item", .. FactCatalogue.MembersOf(item).Select(name => "item." + name)]);
}
