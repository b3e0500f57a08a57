using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Approvals;

/// <summary>Writes what became of a question: the delivery that waited, and with it what the message that asked must show from now on.</summary>
public sealed class Answering(OpenWork open, MeetingStore meetings, ContentStore content, IChance chance)
{
    /// <summary>Writes both, all or nothing, as work that is due at once: whoever looks at the meeting then sends a hint for all that can go now.</summary>
    /// <param name="answered">The delivery with its answer.</param>
    /// <param name="ask">The delivery that asked; null where there is none.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False when somebody else changed one of them first.</returns>
    public async Task<bool> WriteAsync(Delivery answered, Delivery? ask, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        var (locked, shown) = await LockAsync(answered, ask, cancellation);

        // First what is to be said, then who says it.
        OrderedWrite[] work = [.. shown, MeetingStore.Replace(locked is null ? [answered] : [answered, locked], nonce)];
        var results = await open.CreateAsync(answered.Id.Meeting, answered.Approval!.At!.Value, work, cancellation);
        return await meetings.IsMadeAsync(results[^1], answered.Id, nonce, cancellation);
    }

    private async Task<(Delivery? Locked, IEnumerable<OrderedWrite> Shown)> LockAsync(Delivery answered, Delivery? ask, CancellationToken cancellation)
    {
        if (ask is null
            || await content.GetAsync(ask.Id.Meeting.Text, ContentStore.ArtefactName(ask.Desired), cancellation) is not { } stored
            || PlannedDelivery.Read(stored) is not { } shown
            || ApprovalQuestion.Read(shown.Body) is not { } question)
        {
            return (null, []);
        }

        var locked = (question with { Outcome = ApprovalOutcome.Of(answered.Approval!) }).ToArtefact(shown.Destination, shown.Classes);
        var (bytes, hash) = PlannedDelivery.Store(locked);
        var raised = ask.Raise(hash, answered.Approval!.At!.Value);

        return raised == ask ? (null, []) : (raised, content.Put(ask.Id.Meeting.Text, ContentStore.ArtefactName(hash), bytes));
    }
}
