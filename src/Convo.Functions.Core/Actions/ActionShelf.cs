namespace Convo.Functions.Core.Actions;

/// <summary>All actions there are, by name.</summary>
/// <param name="actions">What recipes can name.</param>
/// <param name="effects">What the product does besides on its own, such as asking for approval; null for nothing.</param>
public sealed class ActionShelf(IEnumerable<IRecipeAction> actions, IEnumerable<IEffect>? effects = null)
{
    private readonly Dictionary<string, IRecipeAction> byName = actions.ToDictionary(a => a.Info.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, IEffect> own = (effects ?? []).ToDictionary(e => e.Info.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, IRecipeAction> ByName => byName;

    /// <summary>The action with a name; null where there is none.</summary>
    public IRecipeAction? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>What makes the deliveries of a name: an action, or something that the product does on its own; null where there is neither.</summary>
    public IEffect? FindEffect(string name) => Find(name) ?? own.GetValueOrDefault(name);
}
