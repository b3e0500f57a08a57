using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Planning;

/// <summary>
/// What the deletion of a meeting in Convo does to its runs and deliveries. Pure. What has no effect yet is cancelled; for what has one, or may have, from
/// now on nothing should be there, and delivering makes it so, attempts that were under way included.
/// </summary>
internal static class Withdrawing
{
    private const string Why = "the meeting was deleted in Convo";

    /// <summary>The runs that change, with those of their deliveries that do; none where the meeting lives or all is as it should be.</summary>
    public static IReadOnlyList<RunEnding> Decide(MeetingSnapshot meeting, DateTimeOffset now) =>
        meeting.Meeting?.DeletedAt is null ? [] : [.. meeting.Runs.Where(IsGone).Select(run => Changes(meeting, run, now)).OfType<RunEnding>()];

    /// <summary>True for a run whose meeting takes everything back that it has sent: every one, but those that tell of the deletion itself.</summary>
    public static bool IsGone(Run run) => run.Occasion.Kind is not OccasionKind.Deleted;

    private static RunEnding? Changes(MeetingSnapshot meeting, Run run, DateTimeOffset now)
    {
        var changed = meeting.DeliveriesOf(run).Select(d => (Before: d, After: After(d))).Where(c => c.After != c.Before).Select(c => c.After).ToList();
        var ended = run.HasEnded ? run : run.End(RunState.Cancelled, now, Why);
        return changed.Count > 0 || ended != run ? new RunEnding(ended, changed) : null;
    }

    private static Delivery After(Delivery delivery) => delivery switch
    {
        { IsWithdrawal: true } => delivery,
        { Receipt: not null } or { MayHaveHappened: true } or { Claim: not null } => delivery with
        {
            Desired = Delivery.Nothing,
            Revision = delivery.Revision + 1,
            State = DeliveryState.Pending,
            Attempts = 0,
            NotBefore = null,
            Reason = Why,
            Advice = null,
        },
        { State: DeliveryState.Refused or DeliveryState.Cancelled } => delivery,
        _ => delivery.End(DeliveryState.Cancelled, Why, advice: null),
    };
}
