using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;

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
        var (kept, complete) = await WithdrawAsync(meeting, cancellation);
        var now = await ExpireAsync(kept, cancellation);
        var settling = Settling.Decide(now, clock.GetUtcNow(), options);

        foreach (var ending in settling.Ending)
        {
            complete &= await EndAsync(now, ending, cancellation);
        }

        foreach (var delivery in settling.Ready.Where(isNews))
        {
            await hints.DeliverAsync(delivery.Id, cancellation);
        }

        var next = complete ? settling.NextDue : Earlier(settling.NextDue, hints.ExpectedBy(clock.GetUtcNow()));

        if (now.Meeting?.DeletedAt is not null && (next is null || IsQuiet(now)))
        {
            // A copy of an event, or a plan that was being written, may have brought content back after the deletion was joined.
            await content.RemoveAsync(meeting.Key.Text, storedUpTo: null, cancellation);
        }

        await (next is { } due ? PutOffAsync(ticket, meeting.Key, due, settling.NextHint, cancellation) : CloseAsync(ticket, now, cancellation));
    }

    /// <summary>Removes content that has been kept long enough.</summary>
    public Task RemoveExpiredAsync(CancellationToken cancellation) => content.RemoveExpiredAsync(
        async (owner, stop) => MeetingKey.Parse(owner) is { } meeting && await open.FindAsync(meeting, stop) is not null, cancellation);

    // What tells of the deletion itself has content of its own, which is needed until it is delivered.
    private static bool IsQuiet(MeetingSnapshot meeting) =>
        meeting.Runs.All(run => run.HasEnded && (Settling.IsOver(meeting, run) || !meeting.HasNewsFor(run)))
        && meeting.Deliveries.All(delivery => delivery.IsSettled || delivery.IsWithdrawal);

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } known && known < b ? known : b;

    private async Task<(MeetingSnapshot Meeting, bool Complete)> WithdrawAsync(MeetingSnapshot meeting, CancellationToken cancellation)
    {
        if (Withdrawing.Decide(meeting, clock.GetUtcNow()) is not { Count: > 0 } changes)
        {
            return (meeting, true);
        }

        var complete = true;

        foreach (var (run, deliveries) in changes)
        {
            complete &= await WriteAsync(run, deliveries, cancellation);
        }

        return (await meetings.ReadAsync(meeting.Key, cancellation), complete);
    }

    // Questions that are closed with what they asked about have to be edited yet: then it is not complete.
    private async Task<bool> EndAsync(MeetingSnapshot meeting, RunEnding ending, CancellationToken cancellation)
    {
        var closed = await answering.CloseAsync(meeting, ending.Cancelled, clock.GetUtcNow(), cancellation);

        if (!await WriteAsync(ending.Run, [.. ending.Cancelled, .. closed], cancellation))
        {
            return false;
        }

        foreach (var question in closed)
        {
            await hints.DeliverAsync(question.Id, cancellation);
        }

        return closed.Count is 0;
    }

    // In as many batches as it takes. What a crash leaves out, the next look finds again.
    private async Task<bool> WriteAsync(Run run, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var written = run;

        foreach (var batch in deliveries.Chunk(MeetingStore.DeliveriesPerBatch).DefaultIfEmpty([]))
        {
            if (await meetings.WriteAsync(written, batch, cancellation) is not { } next)
            {
                return false;
            }

            written = next;
        }

        return true;
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

        // Of a deleted meeting nothing more is asked of Convo: neither we nor the poll need its id any longer.
        IEnumerable<OrderedWrite> forgotten = meeting.Meeting?.DeletedAt is null ? [] : [.. meetings.Bury(meeting), PollStore.Forget(meeting.Key)];
        await open.CloseAsync(ticket, [.. forgotten, .. content.Keep(meeting.Key.Text, options.Keep)], cancellation);
    }
}
