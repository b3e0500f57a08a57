using System.Text.Json;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Web.Api;

/// <summary>A recipe. Its <c>ETag</c> header names this state of it, for <c>If-Match</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, as in the draft.</param>
/// <param name="State"><c>draft</c> (never published), <c>on</c> or <c>off</c>.</param>
/// <param name="Version">The version that was published last; 0 where none was.</param>
/// <param name="Changed">True where the draft says something else than that version.</param>
/// <param name="ActiveSince">Since when it has been on without a break.</param>
/// <param name="SavedBy">Who saved the draft.</param>
/// <param name="SavedAt">When.</param>
/// <param name="SwitchedOffBy">Who switched it off.</param>
/// <param name="SwitchedOffAt">When.</param>
/// <param name="Document">The draft in the format of recipes; left out in lists and after changes.</param>
public sealed record RecipeAnswer(
    string Id,
    string Name,
    string State,
    int Version,
    bool Changed,
    DateTimeOffset? ActiveSince,
    string SavedBy,
    DateTimeOffset SavedAt,
    string? SwitchedOffBy,
    DateTimeOffset? SwitchedOffAt,
    JsonElement? Document = null);

/// <summary>All recipes.</summary>
public sealed record RecipeList(IReadOnlyList<RecipeAnswer> Items);

/// <summary>What checking a recipe found; nothing is saved.</summary>
/// <param name="Valid">True where it could be saved.</param>
/// <param name="Problems">What is wrong, each with its place and what to do.</param>
public sealed record RecipeCheckAnswer(bool Valid, IReadOnlyList<Problem> Problems);
