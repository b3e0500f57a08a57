namespace Convo.Functions.Core.Recipes;

/// <summary>The recipes as the flow needs them.</summary>
public interface IRecipes
{
    /// <summary>Every recipe that is on, at its published version. Never from a cache: a recipe that was just published must not be missed.</summary>
    Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation);

    /// <summary>A version that was once published: runs stay bound to theirs. Null where there is none.</summary>
    Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation);

    /// <summary>Why a recipe is not on: who switched it off and when, as a sentence for the run. Null while it is on.</summary>
    Task<string?> IsOffAsync(string id, CancellationToken cancellation);
}

/// <summary>A recipe that is on.</summary>
/// <param name="Recipe">What it says.</param>
/// <param name="Version">The published version, from 1.</param>
/// <param name="ActiveSince">Since when it has been on without a break: it never runs for an occasion opened before.</param>
public sealed record PublishedRecipe(Recipe Recipe, int Version, DateTimeOffset ActiveSince);
