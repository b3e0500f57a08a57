using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Core.Approvals;

/// <summary>Writes what became of a question: the delivery that waited, and with it what the message that asked must show from now on.</summary>
public sealed class Answering(MeetingStore meetings, ContentStore content)
{
    /// <summary>Writes both, all or nothing.</summary>
    /// <param name="answered">The delivery with its answer.</param>
    /// <param name="ask">The delivery that asked; null where there is none.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False when somebody else changed one of them first.</returns>
    public async Task<bool> WriteAsync(Delivery answered, Delivery? ask, CancellationToken cancellation) =>
        await meetings.ReplaceAsync(await LockAsync(answered, ask, cancellation) is { } locked ? [answered, locked] : [answered], cancellation);

    private async Task<Delivery?> LockAsync(Delivery answered, Delivery? ask, CancellationToken cancellation)
    {
        if (ask is null
            || await content.GetAsync(ask.Id.Meeting.Text, ContentStore.ArtefactName(ask.Desired), cancellation) is not { } stored
            || PlannedDelivery.Read(stored) is not { } shown
            || ApprovalQuestion.Read(shown.Body) is not { } question)
        {
            return null;
        }

        var locked = (question with { Outcome = ApprovalOutcome.Of(answered.Approval!) }).ToArtefact(shown.Destination, shown.Classes);
        var (bytes, hash) = PlannedDelivery.Store(locked);
        var raised = ask.Raise(hash, answered.Approval!.At!.Value);

        if (raised == ask)
        {
            return null;
        }

        // First what is to be said, then who says it.
        await content.PutAsync(ask.Id.Meeting.Text, ContentStore.ArtefactName(hash), bytes, cancellation);
        return raised;
    }
}
