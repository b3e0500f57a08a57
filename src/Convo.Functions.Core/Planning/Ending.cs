using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Planning;

/// <summary>Ends what is over, hints at what can go, and keeps the open-work index true.</summary>
public sealed class Ending(
    MeetingStore meetings, OpenWork open, ContentStore content, Answering answering, Hints hints, FlowOptions options, TimeProvider clock)
{
    /// <summary>Settles a meeting after something happened to it.</summary>
    /// <param name="ticket">The meeting's row of the open-work index, read before the meeting; null where it had none.</param>
    /// <param name="meeting">The meeting, read after the ticket.</param>
    /// <param name="isNews">Which of the deliveries that can go have not been hinted at yet.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task SettleAsync(OpenTicket? ticket, MeetingSnapshot meeting, Func<Delivery, bool> isNews, CancellationToken cancellation)
    {
        var current = await ExpireAsync(await CancelAsync(meeting, cancellation), cancellation);
        var settling = Settling.Decide(current, clock.GetUtcNow(), options);
        var complete = true;

        foreach (var ending in settling.Ending)
        {
            complete &= await meetings.WriteAsync(ending.Run, ending.Cancelled, cancellation) is not null;
        }

        foreach (var delivery in settling.Ready.Where(isNews))
        {
            await hints.DeliverAsync(delivery.Id, cancellation);
        }

        var next = complete ? settling.NextDue : Earlier(settling.NextDue, hints.ExpectedBy(clock.GetUtcNow()));
        await (next is { } due ? PutOffAsync(ticket, meeting.Key, due, settling.NextHint, cancellation) : CloseAsync(ticket, meeting, cancellation));
    }

    /// <summary>Removes content that has been kept long enough.</summary>
    public Task RemoveExpiredAsync(CancellationToken cancellation) => content.RemoveExpiredAsync(
        async (owner, stop) => MeetingKey.Parse(owner) is { } meeting && await open.FindAsync(meeting, stop) is not null, cancellation);

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } known && known < b ? known : b;

    private async Task<MeetingSnapshot> CancelAsync(MeetingSnapshot meeting, CancellationToken cancellation)
    {
        if (meeting.Meeting?.DeletedAt is null)
        {
            return meeting;
        }

        var now = clock.GetUtcNow();

        foreach (var run in meeting.Runs.Where(r => r.Occasion.Kind is not OccasionKind.Deleted))
        {
            var waiting = meeting.DeliveriesOf(run).Where(d => !d.IsSettled && !d.IsLeased(now)).ToList();

            foreach (var batch in waiting.Chunk(MeetingStore.DeliveriesPerBatch))
            {
                await meetings.CancelAsync(batch, "the meeting was deleted in Convo", cancellation);
            }

            if (!run.HasEnded)
            {
                await meetings.WriteAsync(run.End(RunState.Cancelled, now, "the meeting was deleted in Convo"), [], cancellation);
            }
        }

        return await meetings.ReadAsync(meeting.Key, cancellation);
    }

    private async Task<MeetingSnapshot> ExpireAsync(MeetingSnapshot meeting, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var overdue = meeting.Deliveries.Where(d => d.IsOverdue(now)).ToList();

        foreach (var delivery in overdue)
        {
            var expired = delivery.Answer(ApprovalVerdict.Expired, who: null, now);
            await answering.WriteAsync(expired, meeting.Find(Asking.IdOf(delivery.Id)), cancellation);
        }

        return overdue.Count > 0 ? await meetings.ReadAsync(meeting.Key, cancellation) : meeting;
    }

    private async Task PutOffAsync(OpenTicket? ticket, MeetingKey meeting, DateTimeOffset due, DateTimeOffset? hint, CancellationToken cancellation)
    {
        var isOurs = ticket is null
            ? await open.AddAsync(meeting, due, cancellation)
            : ticket.Due != due && await open.PutOffAsync(ticket, due, cancellation);

        // One hint each time the meeting is put off: if every look sent one, and each hint brought a look, they would never end.
        if (isOurs && hint is { } time)
        {
            await hints.AdvanceAsync(meeting, time - clock.GetUtcNow(), cancellation);
        }
    }

    private async Task CloseAsync(OpenTicket? ticket, MeetingSnapshot meeting, CancellationToken cancellation)
    {
        if (ticket is null)
        {
            return;
        }

        if (meeting.Meeting?.DeletedAt is not null)
        {
            // A copy of an event, or a plan that was being written, may have brought content back after the deletion was joined.
            await content.RemoveAsync(meeting.Key.Text, storedUpTo: null, cancellation);
        }

        await open.CloseAsync(ticket, content.Keep(meeting.Key.Text, options.KeepTime), cancellation);
    }
}
