using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Recipes;

/// <summary>What recipes can speak of besides facts and formatters: the actions of this product, and optionally the connections of this installation.</summary>
public sealed class RecipeVocabulary
{
    private readonly Dictionary<(string Name, int Version), IRecipeAction> byKey;

    /// <summary>A vocabulary of actions; no two of the same name and version.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="connections">The kinds of connection by the names of connections; null where a recipe may name any (drafts, files in git).</param>
    public RecipeVocabulary(IEnumerable<IRecipeAction> actions, IReadOnlyDictionary<string, string>? connections = null)
    {
        Actions = [.. actions.OrderBy(action => action.Info.Name, StringComparer.Ordinal).ThenBy(action => action.Info.Version)];
        Connections = connections;
        byKey = Actions.ToDictionary(action => (action.Info.Name, action.Info.Version));
    }

    /// <summary>The actions, by name and version.</summary>
    public IReadOnlyList<IRecipeAction> Actions { get; }

    /// <summary>The kinds of connection by the names of connections; null where a recipe may name any.</summary>
    public IReadOnlyDictionary<string, string>? Connections { get; }

    /// <summary>The action of a name and version, or null where there is none.</summary>
    public IRecipeAction? Find(string name, int version) => byKey.GetValueOrDefault((name, version));

    /// <summary>The versions that an action has; none where it isn't known.</summary>
    public IReadOnlyList<int> VersionsOf(string name) => [.. Actions.Where(action => action.Info.Name == name).Select(action => action.Info.Version)];
}
