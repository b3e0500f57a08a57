using Convo.Functions.Core.Recipes.Store;

namespace Convo.Functions.Web.Api;

/// <summary>The recipes at this moment, for answers that name them.</summary>
internal sealed class KnownRecipes(IEnumerable<RecipeSummary> recipes)
{
    private readonly Dictionary<string, RecipeSummary> byId = recipes.ToDictionary(recipe => recipe.Id, StringComparer.Ordinal);

    public static async Task<KnownRecipes> ReadAsync(RecipeStore store, CancellationToken cancellation) => new(await store.ListAsync(cancellation));

    /// <summary>The recipe of an id; null where it was removed.</summary>
    public RecipeSummary? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>What people call it; the id where it was removed.</summary>
    public string NameOf(string id) => Find(id)?.Name ?? id;
}
