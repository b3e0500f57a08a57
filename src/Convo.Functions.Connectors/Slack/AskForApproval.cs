using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Posts the question whether something may go out, with buttons, and edits it when the question or its answer changes. No recipe names it: a step with
/// <c>approve</c> brings it along. It posts, edits and looks up like any message of ours.
/// </summary>
internal sealed class AskForApproval(SlackAccess access, SlackDirectory directory, ChannelPacing pacing, TimeProvider time) : IEffect
{
    /// <inheritdoc/>
    public ActionInfo Info { get; } = new(
        Asking.Action, 1, "Ask for approval", "Asks in a channel whether something may go out.", ConnectionKind.Slack.Name);

    /// <inheritdoc/>
    public async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        access.Open(context.Connection, context.Secrets) switch
        {
            ({ } api, _) => await new SlackDelivery(api, directory, pacing, time, Document(artefact), context).RunAsync(cancellation),
            (_, { } trouble) => new Outcome.Refused(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };

    /// <inheritdoc/>
    public async Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        access.Open(context.Connection, context.Secrets) switch
        {
            ({ } api, _) => await new SlackSearch(api, directory, time, Document(artefact), context).RunAsync(cancellation),
            (_, { } trouble) => new LookUp.CannotTell(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };

    /// <inheritdoc/>
    public Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        SlackWithdrawal.OfAsync(access, directory, time, destination, context, cancellation);

    private static SlackDocument Document(Artefact artefact) => ApprovalQuestion.Read(artefact.Body) is { } question
        ? SlackQuestion.Document(artefact.Destination, question)
        : throw new InvalidOperationException("An artefact of this effect is always readable by it.");
}
