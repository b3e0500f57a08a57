using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>What a list says of a recipe.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, as in the draft.</param>
/// <param name="Version">The version that was published last; 0 where none was.</param>
/// <param name="ActiveSince">Since when it has been on without a break; null where it is off.</param>
/// <param name="Changed">True where the draft says something else than the version published last.</param>
/// <param name="Saved">Who saved the draft, and when.</param>
/// <param name="SwitchedOff">Who switched it off, and when; null where it is on, or never was.</param>
/// <param name="Tag">Changes with every change; for the next save.</param>
public sealed record RecipeSummary(
    string Id,
    string Name,
    int Version,
    DateTimeOffset? ActiveSince,
    bool Changed,
    Deed Saved,
    Deed? SwitchedOff,
    string Tag)
{
    /// <summary>Whether it is on.</summary>
    public bool IsOn => ActiveSince is not null;
}

/// <summary>A recipe with its draft.</summary>
/// <param name="Summary">What the list says.</param>
/// <param name="Draft">The document as it was saved, in UTF-8.</param>
public sealed record StoredRecipe(RecipeSummary Summary, ReadOnlyMemory<byte> Draft);

/// <summary>Who did something, and when.</summary>
/// <param name="By">Who, as the sign-in knows them.</param>
/// <param name="At">When.</param>
public sealed record Deed(string By, DateTimeOffset At);

/// <summary>What became of a change of a recipe.</summary>
public abstract record RecipeChange
{
    private RecipeChange()
    {
    }

    /// <summary>Done; this is how it stands now.</summary>
    public sealed record Done(RecipeSummary Summary) : RecipeChange;

    /// <summary>Nothing was changed: the document has problems.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : RecipeChange;

    /// <summary>Nothing was changed: somebody else changed it since it was read (412).</summary>
    public sealed record Stale : RecipeChange;

    /// <summary>There is no recipe of this id.</summary>
    public sealed record Missing : RecipeChange;

    /// <summary>Nothing was changed: the recipe is on, and has to be switched off first.</summary>
    public sealed record StillOn : RecipeChange;

    /// <summary>Nothing was changed: no version was ever published that it could go back to.</summary>
    public sealed record NeverPublished : RecipeChange;
}
