using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Planning;

/// <summary>What is left to do for a meeting: which runs end, which deliveries can go, and when to look again. Pure.</summary>
/// <param name="Ending">Runs that end now, with the deliveries that are cancelled with them.</param>
/// <param name="Ready">Deliveries that can be attempted now.</param>
/// <param name="NextDue">When the sweep has to look again; null when the meeting is finished.</param>
/// <param name="NextHint">When something waits for its time: a hint then is sooner than the sweep. Null where nothing does.</param>
public sealed record Settling(IReadOnlyList<RunEnding> Ending, IReadOnlyList<Delivery> Ready, DateTimeOffset? NextDue, DateTimeOffset? NextHint)
{
    /// <summary>Looks at everything about a meeting.</summary>
    public static Settling Decide(MeetingSnapshot meeting, DateTimeOffset now, FlowOptions options)
    {
        var ending = new List<RunEnding>();
        var ready = new List<Delivery>();
        DateTimeOffset? next = meeting.HasUnjoinedEvents ? now + options.Grace : null;
        DateTimeOffset? hint = null;

        foreach (var run in meeting.Runs)
        {
            // What waits of a deleted meeting is about to be cancelled or taken back, and must not be sent any more.
            var isGone = meeting.Meeting?.DeletedAt is not null && Withdrawing.IsGone(run);
            var isOpen = run.State is RunState.Waiting or RunState.Planned || (meeting.HasNewsFor(run) && !IsOver(meeting, run));

            if (isOpen)
            {
                next = Earlier(next, SweepAt(run.NotBefore));
                hint = run.NotBefore > now ? Earlier(hint, run.NotBefore.Value) : hint;
            }

            // News hold nothing up: what is planned goes out, and is edited when the news are read.
            if (run.State is RunState.Waiting or RunState.Planned)
            {
                continue;
            }

            var deliveries = CancelBlocked(meeting.DeliveriesOf(run).OrderBy(d => d.Id.RowKey, StringComparer.Ordinal).ToList(), out var cancelled);
            var pending = deliveries.Where(d => !d.IsSettled).ToList();
            ready.AddRange(pending.Where(d =>
                d.State is DeliveryState.Pending && Blocker(d, deliveries) is null && d.DueAt() <= now && (d.IsWithdrawal || !isGone)));

            foreach (var delivery in pending)
            {
                next = Earlier(next, SweepAt(delivery.DueAt()));
                hint = delivery.WaitsUntil > now ? Earlier(hint, delivery.WaitsUntil.Value) : hint;
            }

            var ends = pending.Count == 0 && !run.HasEnded && !isOpen;

            if (cancelled.Count > 0 || ends)
            {
                ending.Add(new RunEnding(ends ? End(run, deliveries, now) : run, cancelled));
            }
        }

        // A hint for what isn't next would be sent by every look that comes before; the look at what is next sends it.
        return new Settling(ending, ready, next, hint + options.Grace == next ? hint : null);

        // The same time for every look before it: then only the first puts the meeting off and sends a hint.
        DateTimeOffset SweepAt(DateTimeOffset? time) => (time > now ? time.Value : now) + options.Grace;
    }

    /// <summary>True where news can't change anything any more: the meeting was deleted, or the run ended without effect.</summary>
    public static bool IsOver(MeetingSnapshot meeting, Run run) =>
        run.State is RunState.Cancelled or RunState.Refused or RunState.Uncertain
        || meeting.Meeting?.Tombstone is not null
        || (meeting.Meeting?.DeletedAt is not null && Withdrawing.IsGone(run));

    private static List<Delivery> CancelBlocked(List<Delivery> deliveries, out List<Delivery> cancelled)
    {
        cancelled = [];

        while (deliveries.FindIndex(d => !d.IsSettled && Blocker(d, deliveries) is { } b && HasFailed(b)) is >= 0 and var index)
        {
            deliveries[index] = Cancel(deliveries[index], Blocker(deliveries[index], deliveries)!);
            cancelled.Add(deliveries[index]);
        }

        return deliveries;
    }

    private static Delivery? Blocker(Delivery delivery, List<Delivery> all)
    {
        // What has begun was free to: items that news have brought since hold it up no more, and its effect may be there.
        if (delivery.IsWithdrawal || delivery.Claim is not null || delivery.MayHaveHappened)
        {
            return null;
        }

        var before = all.FindAll(d => d.Delivered is null && IsBefore(d, delivery));
        return before.Find(HasFailed) ?? before.FirstOrDefault();
    }

    // Each item of a step has a question of its own, and waits for no other.
    private static bool IsBefore(Delivery earlier, Delivery delivery) =>
        delivery.WaitsFor.Contains(earlier.Id.Step) && (!Asking.IsQuestion(earlier.Id) || earlier.Id == Asking.IdOf(delivery.Id));

    private static bool HasFailed(Delivery delivery) => delivery.State is DeliveryState.Refused or DeliveryState.Cancelled or DeliveryState.Uncertain;

    private static Delivery Cancel(Delivery delivery, Delivery blocker) => blocker.Id == Asking.IdOf(delivery.Id)
        ? delivery.End(DeliveryState.Cancelled, $"nobody could be asked for approval: {blocker.Reason}", blocker.Advice)
        : delivery.End(DeliveryState.Cancelled, $"step {blocker.Id.Step} did not succeed", "Mend that step, then run it again.");

    private static Run End(Run run, List<Delivery> all, DateTimeOffset now)
    {
        // That a question could not be edited any more, once it was there, changes nothing about what was asked.
        var deliveries = all.FindAll(d => d.Delivered is null || !Asking.IsQuestion(d.Id));

        if (deliveries.Find(d => d.State is DeliveryState.Uncertain) is { } unclear)
        {
            return run.End(RunState.Uncertain, now, $"{unclear.Id.Step}: {unclear.Reason}", unclear.Advice);
        }

        // Whoever said no wanted it to end so.
        if (!deliveries.Exists(d => d.State is DeliveryState.Refused) && deliveries.Find(d => d.Approval?.Declines(d.Desired) is true) is { } declined)
        {
            return run.End(RunState.Cancelled, now, $"{declined.Id.Step}: {declined.Reason}", declined.Advice);
        }

        return deliveries.Find(HasFailed) is { } failed
            ? run.End(RunState.Refused, now, $"{failed.Id.Step}: {failed.Reason}", failed.Advice)
            : run.End(RunState.Done, now, reason: null);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } known && known < b ? known : b;
}

/// <summary>A run as it ends, or as it goes on with some deliveries cancelled.</summary>
/// <param name="Run">The run.</param>
/// <param name="Cancelled">Deliveries that will not be made.</param>
public sealed record RunEnding(Run Run, IReadOnlyList<Delivery> Cancelled);
