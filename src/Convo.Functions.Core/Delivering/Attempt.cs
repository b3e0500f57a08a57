using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Delivering;

/// <summary>What one attempt came to, and how it changes the delivery. Pure.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Receipt">A receipt that was found by looking, although the attempt itself did not succeed; null for none.</param>
/// <param name="StillUncertain">True when it is still not known whether an earlier attempt had its effect.</param>
public sealed record Attempt(Outcome Outcome, string? Receipt = null, bool StillUncertain = false)
{
    /// <summary>The delivery as somebody claims it; null when it can't be claimed now. What is taken back needs nobody's yes.</summary>
    public static Delivery? Claim(Delivery delivery, DateTimeOffset now, TimeSpan lease, string claim) =>
        delivery.State is not DeliveryState.Pending
        || delivery.DueAt() > now
        || (!delivery.IsWithdrawal && delivery.Approval?.Allows(delivery.Desired) is false)
            ? null
            : delivery with
            {
                // A lease that ran out without a record is a crash: the effect may be there.
                MayHaveHappened = delivery.MayHaveHappened || delivery.Claim is not null,
                Claim = claim,
                LeaseUntil = now + lease,
                Attempts = delivery.Attempts + 1,
                FirstAttempt = delivery.FirstAttempt ?? now,
            };

    /// <summary>The delivery after this attempt.</summary>
    /// <param name="delivery">As it is now: what is desired may have been raised since the claim.</param>
    /// <param name="attempted">The hash of what was attempted.</param>
    /// <param name="now">The time.</param>
    /// <param name="dice">From 0 up to 1, for the time of the next attempt.</param>
    public Delivery Record(Delivery delivery, string attempted, DateTimeOffset now, double dice)
    {
        var free = delivery with
        {
            Claim = null,
            LeaseUntil = null,
            NotBefore = null,
            Receipt = Receipt ?? (Outcome as Outcome.Refused)?.LeftBehind ?? delivery.Receipt,
            MayHaveHappened = StillUncertain,
        };

        return delivery.IsWithdrawal ? TakingBack.Record(free, Outcome, attempted, delivery.LeaseUntil, now, dice) : Outcome switch
        {
            Outcome.Delivered done => free with
            {
                Delivered = attempted,
                MayHaveHappened = false,
                Receipt = done.Receipt,
                Link = done.Link ?? delivery.Link,
                Echo = done.Echo ?? delivery.Echo,
                DeliveredAt = now,
                State = delivery.Desired == attempted ? DeliveryState.Delivered
                    : delivery.State is DeliveryState.Awaiting ? DeliveryState.Awaiting : DeliveryState.Pending,
                Attempts = 0,
                Reason = null,
                Advice = null,
            },
            Outcome.TryAgain { WasAttempt: false } wait => free with
            {
                Attempts = delivery.Attempts - 1,
                NotBefore = wait.NotBefore ?? RetrySchedule.Next(1, now, null, dice),
                Reason = wait.Reason,
            },
            Outcome.TryAgain again => Again(free, again.Reason, now, again.NotBefore, dice),
            Outcome.Uncertain { Advice: { } advice } ask => (free with { MayHaveHappened = true }).End(DeliveryState.Uncertain, ask.Reason, advice),
            Outcome.Uncertain lost => Again(free with { MayHaveHappened = true }, lost.Reason, now, delivery.LeaseUntil, dice),
            Outcome.Refused refused => free.End(
                StillUncertain ? DeliveryState.Uncertain : DeliveryState.Refused, refused.Reason, refused.Advice),
            _ => throw new InvalidOperationException($"{Outcome.GetType().Name} is no outcome that can be recorded."),
        };
    }

    private static Delivery Again(Delivery delivery, string reason, DateTimeOffset now, DateTimeOffset? notBefore, double dice) =>
        RetrySchedule.Next(delivery.Attempts, now, notBefore, dice) is { } next
            ? delivery with { NotBefore = next > notBefore || notBefore is null ? next : Max(next, delivery, notBefore.Value), Reason = reason }
            : delivery.End(
                delivery.MayHaveHappened ? DeliveryState.Uncertain : DeliveryState.Refused,
                $"gave up after {delivery.Attempts} attempts: {reason}",
                "Mend the cause, then run it again.");

    // An uncertain effect is not handled before the lease has ended, however soon the schedule would come back.
    private static DateTimeOffset Max(DateTimeOffset next, Delivery delivery, DateTimeOffset leaseEnd) =>
        delivery.MayHaveHappened && leaseEnd > next ? leaseEnd : next;
}
