using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Approvals;

/// <summary>
/// The message that asks for a yes. It is a delivery of its own, beside the one that waits, so that it has its row before it is posted, is tried
/// again, looked up after a crash and edited like any other: asking anew and locking are edits. Pure.
/// </summary>
public static class Asking
{
    /// <summary>The action that posts the question.</summary>
    public const string Action = "slack.ask-approval";

    // No step of a recipe has a dot in its id.
    private const string Suffix = ".ask";

    /// <summary>The step under which the question of a step is delivered.</summary>
    public static string StepOf(string step) => step + Suffix;

    /// <summary>Whether a delivery asks for another.</summary>
    public static bool IsQuestion(DeliveryId id) => id.Step.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The delivery that asks for a delivery.</summary>
    public static DeliveryId IdOf(DeliveryId waiting) => waiting with { Step = StepOf(waiting.Step) };

    /// <summary>What has to stand in the channel about a delivery; null where nobody is asked by a message, or it stays as it is.</summary>
    /// <param name="planned">What would go out.</param>
    /// <param name="waiting">The delivery as it will be written.</param>
    /// <param name="subject">What it is about.</param>
    public static PlannedDelivery? Of(PlannedDelivery planned, Delivery waiting, Subject subject)
    {
        if (planned.Step.Approve is not { Connection: { } connection, Channel: { } channel } || waiting.Approval is not { } approval)
        {
            return null;
        }

        var isOpen = waiting.State is DeliveryState.Awaiting;

        if (!isOpen && approval.Content != planned.Hash)
        {
            return null;
        }

        var artefact = planned.Artefact;
        var question = new ApprovalQuestion(
            waiting.Id.ToString(),
            planned.Hash,
            subject.Recipe.Name,
            subject.Title,
            artefact.Destination,
            artefact.Preview,
            approval.By,
            approval.Until,
            subject.Recipe.Zone.Id,
            isOpen ? null : ApprovalOutcome.Of(approval));
        var step = new RecipeStep(
            StepOf(planned.Step.Id), Action, Version: 1, connection, Settings: default, planned.Step.ForEach, OnlyIf: null, IfFails.Stop, After: null);
        string[] before = [.. planned.WaitsFor.Where(id => id != step.Id)];

        // Others may see the channel than see what is asked about: what may not be told there can't be asked there.
        return PlannedDelivery.Of(step, planned.Item, before, question.ToArtefact(channel, artefact.Classes), subject.Privacy);
    }
}
