namespace Convo.Functions.Core.Actions;

/// <summary>All actions there are, by name.</summary>
public sealed class ActionShelf(IEnumerable<IRecipeAction> actions)
{
    private readonly Dictionary<string, IRecipeAction> byName = actions.ToDictionary(a => a.Info.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, IRecipeAction> ByName => byName;

    /// <summary>The action with a name; null where there is none.</summary>
    public IRecipeAction? Find(string name) => byName.GetValueOrDefault(name);
}
