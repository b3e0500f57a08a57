using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Privacy;

namespace Convo.Functions.Core.Trying;

/// <summary>What a recipe would do, found out without doing it: the decision, why, on which facts, and what every step would send.</summary>
/// <param name="Decision">What would happen.</param>
/// <param name="Reason">Why, where it would not simply run.</param>
/// <param name="Advice">What a person can do about it.</param>
/// <param name="Until">Where it would wait: when it would look again.</param>
/// <param name="Conditions">Every condition by itself.</param>
/// <param name="Facts">The groups of facts it needs, and what could be had of them.</param>
/// <param name="Steps">
/// What the steps would send. Rendered also where a condition of the recipe does not hold, so that a person sees how it would look.
/// </param>
/// <param name="More">How many further items would be sent that are not listed.</param>
public sealed record Trial(
    TrialDecision Decision,
    string? Reason,
    string? Advice,
    DateTimeOffset? Until,
    IReadOnlyList<TriedCondition> Conditions,
    IReadOnlyList<TriedFacts> Facts,
    IReadOnlyList<TriedStep> Steps,
    int More);

/// <summary>What a recipe would do with a meeting.</summary>
public enum TrialDecision
{
    /// <summary>It would send what its steps say.</summary>
    Runs,

    /// <summary>It would wait for facts that are missing.</summary>
    Waits,

    /// <summary>It would do nothing: its occasion has not come, or a condition does not hold.</summary>
    DoesNotRun,

    /// <summary>It would end without its effect.</summary>
    Refused,
}

/// <summary>One condition, tried.</summary>
/// <param name="Path">Where it stands in the recipe, such as <c>onlyIf.all[0]</c>.</param>
/// <param name="Text">The condition in words.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Why">Why not, where it does not.</param>
public sealed record TriedCondition(string Path, string Text, bool Holds, string? Why);

/// <summary>One group of facts, tried.</summary>
/// <param name="Group">Which group.</param>
/// <param name="Cost">What a run pays for it.</param>
/// <param name="State">What could be had.</param>
/// <param name="Reason">Why not, where it could not.</param>
public sealed record TriedFacts(FactGroup Group, FactCost Cost, FactState State, string? Reason);

/// <summary>What could be had of a group of facts.</summary>
public enum FactState
{
    /// <summary>The values of the meeting.</summary>
    Known,

    /// <summary>Not there yet, or never.</summary>
    NotYet,

    /// <summary>Not now: a limit is reached, or Convo can't be reached.</summary>
    Later,

    /// <summary>Not until a person does something.</summary>
    Denied,

    /// <summary>Samples: there was no meeting to try it with, or the group costs a credit and a trial spends none.</summary>
    Sample,
}

/// <summary>What one step would send.</summary>
/// <param name="Id">The step.</param>
/// <param name="Item">Which item of a step with <c>forEach</c>, from 0.</param>
/// <param name="Action">Its action.</param>
/// <param name="Sends">What it would send; null where it has nothing to do this time.</param>
/// <param name="Preview">How that would look; null with it.</param>
/// <param name="LeftOut">Why it has nothing to do; null where it has.</param>
public sealed record TriedStep(string Id, int Item, string Action, Artefact? Sends, ActionPreview? Preview, string? LeftOut)
{
    /// <summary>Why the privacy firewall would keep it back; null where it may leave.</summary>
    public PrivacyStop? Stopped { get; init; }
}
