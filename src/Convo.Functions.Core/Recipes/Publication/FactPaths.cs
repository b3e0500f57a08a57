using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Recipes.Publication;

/// <summary>Every path that conditions can name, with its type: the facts, the counts and first items of lists, and the members of those.</summary>
internal static class FactPaths
{
    public static IReadOnlyList<(string Path, FactType Type)> All { get; } =
        [.. FactCatalogue.All.Where(fact => !fact.IsMadeLast).SelectMany(fact => Below(fact.Path, fact))];

    private static IEnumerable<(string Path, FactType Type)> Below(string path, Fact fact)
    {
        if (fact.Type is not FactType.Group)
        {
            yield return (path, fact.Type);
        }

        foreach (var name in FactCatalogue.MembersOf(fact))
        {
            foreach (var below in Below($"{path}.{name}", FactCatalogue.Member(fact, name)!))
            {
                yield return below;
            }
        }
    }
}
