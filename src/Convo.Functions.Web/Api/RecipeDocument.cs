using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Convo.Functions.Web.Api;

/// <summary>
/// The recipe format as the OpenAPI document shows it. Only for that: what is sent is read by the strict reader, byte by byte, and the whole truth with every
/// fact and action is <c>/api/recipes/schema</c>.
/// </summary>
/// <param name="Schema">The version of the format: 1.</param>
/// <param name="Id">A stable id: runs are known by it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="When">What it waits for.</param>
/// <param name="Steps">What it does, in order.</param>
/// <param name="Zone">The IANA time zone of its dates; UTC without it.</param>
/// <param name="OnlyIf">Its conditions.</param>
/// <param name="Credits">Whether it may spend AI credits: <c>cached-only</c>, <c>ask</c>, or so many a month.</param>
/// <param name="Questions">What it asks Convo about each meeting; the answers are the facts <c>answers.{id}</c>, one AI credit each.</param>
/// <param name="Share">That it may make meetings public. Nothing takes a link back.</param>
public sealed record RecipeDocument(
    int Schema,
    string Id,
    string Name,
    RecipeWhenDocument When,
    IReadOnlyList<RecipeStepDocument> Steps,
    string? Zone = null,
    ConditionGroupDocument? OnlyIf = null,
    [property: Shape(Shape.Credits)] JsonElement? Credits = null,
    IReadOnlyList<RecipeQuestionDocument>? Questions = null,
    [property: AllowedValues("make-public")] string? Share = null);

/// <summary>A question about each meeting.</summary>
/// <param name="Id">The name of the answer; it begins with a letter.</param>
/// <param name="Ask">The question, at most 500 characters; no fact can stand in it.</param>
public sealed record RecipeQuestionDocument(string Id, string Ask);

/// <summary>What a recipe waits for.</summary>
/// <param name="Occasion">One kind of occasion, or several.</param>
/// <param name="Each">True to run each time such an occasion comes with other data.</param>
/// <param name="Deadline">How long it waits for missing facts, in ISO 8601.</param>
public sealed record RecipeWhenDocument([property: Shape(Shape.TextOrTexts)] JsonElement Occasion, bool? Each = null, string? Deadline = null);

/// <summary>Conditions: all, any and none of a list. An entry is a group again, or one comparison of a fact.</summary>
/// <param name="All">All of these hold.</param>
/// <param name="Any">At least one of these holds.</param>
/// <param name="None">None of these holds.</param>
public sealed record ConditionGroupDocument(
    [property: Shape(Shape.Conditions)] JsonElement? All = null,
    [property: Shape(Shape.Conditions)] JsonElement? Any = null,
    [property: Shape(Shape.Conditions)] JsonElement? None = null);

/// <summary>One step of a recipe.</summary>
/// <param name="Id">A stable id within the recipe.</param>
/// <param name="Action">The action, such as <c>slack.post-message</c>.</param>
/// <param name="Version">The version of the action's settings.</param>
/// <param name="Settings">The action's settings, in the shape that the catalogue gives for it.</param>
/// <param name="Connection">The connection it acts with; left out for actions on the meeting itself, which act with the account that recorded it.</param>
/// <param name="ForEach">The path of a list: one delivery an item.</param>
/// <param name="OnlyIf">Conditions of this step alone.</param>
/// <param name="IfFails"><c>stop</c> or <c>continue</c>.</param>
/// <param name="After">The id of the step that must have been delivered first.</param>
public sealed record RecipeStepDocument(
    string Id,
    string Action,
    int Version,
    [property: Shape(Shape.Object)] JsonElement Settings,
    string? Connection = null,
    string? ForEach = null,
    ConditionGroupDocument? OnlyIf = null,
    [property: AllowedValues("stop", "continue")] string? IfFails = null,
    string? After = null);
