using System.Text.Json;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Recipes;

/// <summary>When something happens to a meeting, and only if conditions hold, do these steps. Read and checked; what can't run never gets this far.</summary>
/// <param name="Id">Stable id: lower-case letters, digits and hyphens, at most 64.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Zone">The time zone of its dates (IANA).</param>
/// <param name="When">What it waits for.</param>
/// <param name="OnlyIf">Its conditions; null for none.</param>
/// <param name="Steps">What it does, in order.</param>
/// <param name="Needs">The paths of all facts that its conditions and steps use.</param>
public sealed record Recipe(
    string Id,
    string Name,
    TimeZoneInfo Zone,
    RecipeWhen When,
    ConditionGroup? OnlyIf,
    IReadOnlyList<RecipeStep> Steps,
    IReadOnlySet<string> Needs)
{
    /// <summary>How many AI credits it may spend in a calendar month (UTC); zero uses only what Convo has stored.</summary>
    public int CreditsPerMonth { get; init; }

    /// <summary>What it asks of each meeting; the answers are the facts <c>answers.&lt;id&gt;</c>.</summary>
    public IReadOnlyList<RecipeQuestion> Questions { get; init; } = [];

    /// <summary>True where its author has said that it may make meetings public. Nothing in Convo's API takes that back.</summary>
    public bool MayMakePublic { get; init; }
}

/// <summary>A question that a recipe asks Convo about each meeting. Its words are the author's alone: no fact stands in them.</summary>
/// <param name="Id">The name of its answer, <c>answers.{id}</c>.</param>
/// <param name="Ask">The question.</param>
public sealed record RecipeQuestion(string Id, string Ask);

/// <summary>What a recipe waits for.</summary>
/// <param name="Occasions">The kinds of occasion; at least one.</param>
/// <param name="Each">True to run each time such an occasion comes with other data; false to run once for a meeting.</param>
/// <param name="Deadline">How long after the occasion opened it waits for facts that are missing.</param>
public sealed record RecipeWhen(IReadOnlySet<OccasionKind> Occasions, bool Each, TimeSpan Deadline)
{
    /// <summary>True to do it once where people of several accounts recorded the same event; false to do it for each of their recordings.</summary>
    public bool OncePerEvent { get; init; } = true;
}

/// <summary>One step of a recipe.</summary>
/// <param name="Id">Stable id within the recipe.</param>
/// <param name="Action">The name of the action, such as <c>slack.post-message</c>.</param>
/// <param name="Version">The version of the action's settings.</param>
/// <param name="Connection">The name of the connection to act with; <see cref="OwnAccount"/> for the account that recorded the meeting.</param>
/// <param name="Settings">The action's settings, checked by the action.</param>
/// <param name="ForEach">The path of a list fact: one delivery an item, at most 200; null for one delivery.</param>
/// <param name="OnlyIf">Conditions of this step alone; null for none.</param>
/// <param name="IfFails">Whether later steps go on after a failure.</param>
/// <param name="After">The id of the step whose receipt must be there first; null for none.</param>
public sealed record RecipeStep(
    string Id,
    string Action,
    int Version,
    string Connection,
    JsonElement Settings,
    string? ForEach,
    ConditionGroup? OnlyIf,
    IfFails IfFails,
    string? After)
{
    /// <summary>The yes that it needs before it goes out; null where it needs none.</summary>
    public ApprovalRule? Approve { get; init; }

    /// <summary>As <see cref="Actions.ActionInfo.CostsCredit"/>.</summary>
    public bool CostsCredit { get; init; }

    /// <summary>As <see cref="Actions.ActionInfo.ConvoCalls"/>.</summary>
    public int ConvoCalls { get; init; }

    /// <summary>What <see cref="Connection"/> says where the step acts with the account that recorded the meeting.</summary>
    public const string OwnAccount = "";
}

/// <summary>What happens to later steps when one is refused.</summary>
public enum IfFails
{
    /// <summary>They are not done.</summary>
    Stop,

    /// <summary>They are done all the same.</summary>
    Continue,
}

/// <summary>Conditions: all, any and none of a list, nested.</summary>
public abstract record ConditionGroup
{
    private ConditionGroup()
    {
    }

    /// <summary>Holds when all parts hold.</summary>
    public sealed record All(IReadOnlyList<ConditionGroup> Parts) : ConditionGroup;

    /// <summary>Holds when at least one part holds.</summary>
    public sealed record Any(IReadOnlyList<ConditionGroup> Parts) : ConditionGroup;

    /// <summary>Holds when no part holds.</summary>
    public sealed record None(IReadOnlyList<ConditionGroup> Parts) : ConditionGroup;

    /// <summary>One comparison. A fact that isn't known makes it false.</summary>
    /// <param name="Fact">The path of the fact.</param>
    /// <param name="Is">The operator; it belongs to the type of the fact.</param>
    /// <param name="Value">What to compare with; undefined where the operator takes none.</param>
    public sealed record Leaf(string Fact, string Is, JsonElement Value) : ConditionGroup
    {
        /// <summary>Where it stands in the document, such as <c>onlyIf.all[0]</c>; empty where it was not read from one.</summary>
        public string Path { get; init; } = "";
    }
}
