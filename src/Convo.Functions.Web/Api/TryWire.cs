using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Web.Api;

/// <summary>A recipe to be tried.</summary>
/// <param name="Recipe">The recipe, saved or not.</param>
/// <param name="Meeting">Convo's id of a meeting to try it with; left out for sample facts.</param>
/// <param name="Connection">The connection that the meeting came by, where more than one knows its id.</param>
public sealed record TryRequest([property: Shape(Shape.Recipe)] JsonElement Recipe, string? Meeting = null, string? Connection = null);

/// <summary>What a recipe would do. Nothing was sent, and no credit was spent.</summary>
/// <param name="Problems">What is wrong with the recipe, each with its place.</param>
/// <param name="Decision">What would happen.</param>
/// <param name="Reason">Why, where it would not simply run.</param>
/// <param name="Advice">What can be done.</param>
/// <param name="Until">Where it would wait: when it would look again.</param>
/// <param name="Conditions">Every condition by itself.</param>
/// <param name="Facts">The groups of facts it needs, and what could be had.</param>
/// <param name="Steps">What every step would send; also where a condition does not hold, to show how it would look.</param>
/// <param name="More">How many further items would be sent that are not listed.</param>
public sealed record TryAnswer(
    IReadOnlyList<Problem> Problems,
    [property: AllowedValues("runs", "waits", "does-not-run", "refused")] string Decision,
    string? Reason,
    string? Advice,
    DateTimeOffset? Until,
    IReadOnlyList<TryCondition> Conditions,
    IReadOnlyList<TryFacts> Facts,
    IReadOnlyList<TryStep> Steps,
    int More);

/// <summary>One condition, tried.</summary>
/// <param name="Path">Where it stands in the recipe.</param>
/// <param name="Text">The condition in words.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Why">Why not, where it does not.</param>
public sealed record TryCondition(string Path, string Text, bool Holds, string? Why);

/// <summary>One group of facts.</summary>
/// <param name="Group">Which, as the catalogue names it.</param>
/// <param name="Cost">What a run pays for it.</param>
/// <param name="State">What could be had; <c>sample</c> are the catalogue's samples.</param>
/// <param name="Reason">Why not, where it could not.</param>
public sealed record TryFacts(
    string Group,
    [property: AllowedValues("free", "one-call", "one-credit")] string Cost,
    [property: AllowedValues("known", "not-yet", "later", "denied", "sample")] string State,
    string? Reason);

/// <summary>What one step would send.</summary>
/// <param name="Id">The step.</param>
/// <param name="Item">Which item of a step that runs for each; from 0.</param>
/// <param name="Action">Its action.</param>
/// <param name="Destination">Where to; empty where it has nothing to do.</param>
/// <param name="Audience">Who would see it; left out where it has nothing to do.</param>
/// <param name="Classes">The privacy classes of the facts it used.</param>
/// <param name="Stopped">Why the privacy firewall would keep it back; left out where it may leave.</param>
/// <param name="LeftOut">Why it has nothing to do this time.</param>
/// <param name="Preview">How it would look; left out where it has nothing to do.</param>
public sealed record TryStep(
    string Id,
    int Item,
    string Action,
    string Destination,
    [property: AllowedValues("person", "shared", "outside", "public", null)] string? Audience,
    IReadOnlyList<string> Classes,
    TryStopped? Stopped,
    string? LeftOut,
    ActionPreview? Preview);

/// <summary>Why the privacy firewall would keep a step back.</summary>
/// <param name="Reason">The rule.</param>
/// <param name="Advice">What a person can do.</param>
public sealed record TryStopped(string Reason, string Advice);

/// <summary>What is known of a meeting, for the picker of facts.</summary>
/// <param name="Facts">Every fact that costs no credit.</param>
/// <param name="Groups">What could be had of each group.</param>
public sealed record MeetingFactsAnswer(IReadOnlyList<MeetingFactAnswer> Facts, IReadOnlyList<TryFacts> Groups);

/// <summary>One fact of a meeting.</summary>
/// <param name="Path">As recipes write it.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Group">Which call brings it.</param>
/// <param name="Class">How delicate it is.</param>
/// <param name="Cost">What a run pays for it.</param>
/// <param name="Value">The value, cut where it is long; left out where it is not known.</param>
public sealed record MeetingFactAnswer(
    string Path,
    string Type,
    string Group,
    string Class,
    [property: AllowedValues("free", "one-call", "one-credit")] string Cost,
    [property: Shape(Shape.FactValue)] JsonNode? Value);
