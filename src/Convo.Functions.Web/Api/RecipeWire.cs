using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Web.Api;

/// <summary>A recipe. Its <c>ETag</c> header names this state of it, for <c>If-Match</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, as in the draft.</param>
/// <param name="State">Whether it is on; <c>draft</c> was never published.</param>
/// <param name="Version">The version that was published last; 0 where none was.</param>
/// <param name="Changed">True where the draft says something else than that version.</param>
/// <param name="ActiveSince">Since when it has been on without a break.</param>
/// <param name="SavedBy">Who saved the draft.</param>
/// <param name="SavedAt">When.</param>
/// <param name="SwitchedOffBy">Who switched it off.</param>
/// <param name="SwitchedOffAt">When.</param>
/// <param name="Document">The draft in the format of recipes; left out in lists and after changes.</param>
/// <param name="Problems">In lists: what keeps the draft from being published, or the published version from running.</param>
/// <param name="LastRun">In lists: its last run, where that is among the newest meetings.</param>
public sealed record RecipeAnswer(
    string Id,
    string Name,
    [property: AllowedValues("draft", "on", "off")] string State,
    int Version,
    bool Changed,
    DateTimeOffset? ActiveSince,
    string SavedBy,
    DateTimeOffset SavedAt,
    string? SwitchedOffBy,
    DateTimeOffset? SwitchedOffAt,
    [property: Shape(Shape.Recipe)] JsonElement? Document = null,
    IReadOnlyList<Problem>? Problems = null,
    LastRunAnswer? LastRun = null);

/// <summary>The last run of a recipe.</summary>
/// <param name="Id">Names it.</param>
/// <param name="ConversationId">The meeting.</param>
/// <param name="Occasion">What it is about.</param>
/// <param name="State">How far it is.</param>
/// <param name="OpenedAt">When its occasion opened.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Reason">Why it waits, or ended as it did.</param>
public sealed record LastRunAnswer(
    string Id,
    string ConversationId,
    string Occasion,
    [property: AllowedValues("waiting", "planned", "running", "done", "refused", "uncertain", "cancelled")] string State,
    DateTimeOffset OpenedAt,
    DateTimeOffset? EndedAt,
    string? Reason);

/// <summary>All recipes.</summary>
public sealed record RecipeList(IReadOnlyList<RecipeAnswer> Items);

/// <summary>What checking a recipe found; nothing is saved.</summary>
/// <param name="Valid">True where it could be saved.</param>
/// <param name="Problems">What is wrong, each with its place and what to do.</param>
/// <param name="Warnings">What somebody should know before it is published, although nothing is wrong: whole sentences.</param>
public sealed record RecipeCheckAnswer(bool Valid, IReadOnlyList<Problem> Problems, IReadOnlyList<string> Warnings);
