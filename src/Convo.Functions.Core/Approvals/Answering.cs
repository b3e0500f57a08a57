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
        var (outcome, at) = (ApprovalOutcome.Of(answered.Approval!), answered.Approval!.At!.Value);
        var locked = await LockAsync(ask, question => question with { Outcome = outcome }, at, cancellation);

        // First what is to be said, then who says it.
        OrderedWrite[] work = locked is var (raised, shown)
            ? [.. content.Put(raised.Id.Meeting.Text, ContentStore.ArtefactName(raised.Desired), shown), MeetingStore.Replace([answered, raised], nonce)]
            : [MeetingStore.Replace([answered], nonce)];
        var results = await open.CreateAsync(answered.Id.Meeting, at, work, cancellation);
        return await meetings.IsMadeAsync(results[^1], answered.Id, nonce, cancellation);
    }

    /// <summary>
    /// The questions about deliveries that end without an answer, as they are to be written with these: what can't be answered must not look as if it could.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="ended">The deliveries as they end.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<Delivery>> CloseAsync(
        MeetingSnapshot meeting, IReadOnlyList<Delivery> ended, DateTimeOffset now, CancellationToken cancellation)
    {
        var closed = new List<Delivery>();

        foreach (var delivery in ended.Where(one => one.Approval is not null))
        {
            var ask = meeting.Find(Asking.IdOf(delivery.Id)) is { } one && ended.All(other => other.Id != one.Id) ? one : null;

            if (await LockAsync(ask, question => question.IsOpen ? question with { Over = delivery.Reason } : null, now, cancellation) is var (raised, shown))
            {
                await content.PutAsync(raised.Id.Meeting.Text, ContentStore.ArtefactName(raised.Desired), shown, cancellation);
                closed.Add(raised);
            }
        }

        return closed;
    }

    private async Task<(Delivery Raised, ReadOnlyMemory<byte> Shown)?> LockAsync(
        Delivery? ask, Func<ApprovalQuestion, ApprovalQuestion?> close, DateTimeOffset now, CancellationToken cancellation)
    {
        if (ask is null
            || await content.GetAsync(ask.Id.Meeting.Text, ContentStore.ArtefactName(ask.Desired), cancellation) is not { } stored
            || PlannedDelivery.Read(stored) is not { } shown
            || ApprovalQuestion.Read(shown.Body) is not { } question
            || close(question) is not { } closed)
        {
            return null;
        }

        var (bytes, hash) = PlannedDelivery.Store(closed.ToArtefact(shown.Destination, shown.Classes));
        var raised = ask.Raise(hash, now);
        return raised == ask ? null : (raised, bytes);
    }
}
