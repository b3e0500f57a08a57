using System.Globalization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Delivering;

/// <summary>What one attempt means for a delivery that is to be taken back: an attempt to do that, or one to post that the deletion overtook. Pure.</summary>
internal static class TakingBack
{
    /// <summary>The delivery after the attempt.</summary>
    /// <param name="free">The delivery without claim and lease.</param>
    /// <param name="outcome">What became of the attempt.</param>
    /// <param name="attempted">The hash of what was attempted.</param>
    /// <param name="lease">When the attempt's lease ends.</param>
    /// <param name="now">The time.</param>
    /// <param name="dice">From 0 up to 1.</param>
    public static Delivery Record(Delivery free, Outcome outcome, string attempted, DateTimeOffset? lease, DateTimeOffset now, double dice) =>
        attempted is not Delivery.Nothing ? Overtaken(free, outcome, lease, now) : outcome switch
        {
            Outcome.Withdrawn => free with
            {
                State = DeliveryState.Withdrawn,
                Delivered = null,
                Receipt = null,
                Link = null,
                MayHaveHappened = false,
                Attempts = 0,
                Advice = null,
            },
            Outcome.TryAgain { WasAttempt: false } wait => free with
            {
                Attempts = free.Attempts - 1,
                NotBefore = wait.NotBefore ?? RetrySchedule.Next(1, now, null, dice),
            },
            Outcome.TryAgain again => Again(free, again.Reason, again.NotBefore, now, dice),

            // Taking back twice does no harm: nobody has to look first.
            Outcome.Uncertain lost => Again(free, lost.Reason, notBefore: null, now, dice),
            Outcome.Refused refused => Stands(free, What(free), refused.Reason, refused.Advice),
            Outcome.Stands stands => Stands(free, stands.What, stands.Reason, stands.Advice),
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of a withdrawal."),
        };

    // What the attempt left behind is taken back by the next one, and where it may have left something, that is looked for.
    private static Delivery Overtaken(Delivery free, Outcome outcome, DateTimeOffset? lease, DateTimeOffset now) => outcome switch
    {
        Outcome.Delivered done => free with
        {
            Receipt = done.Receipt,
            Link = done.Link ?? free.Link,
            DeliveredAt = now,
            MayHaveHappened = false,
            Attempts = 0,
        },
        Outcome.Uncertain => free with { MayHaveHappened = true, NotBefore = lease, Attempts = 0 },
        _ => free with { Attempts = 0 },
    };

    private static Delivery Again(Delivery free, string reason, DateTimeOffset? notBefore, DateTimeOffset now, double dice) =>
        RetrySchedule.Next(free.Attempts, now, notBefore, dice) is { } next
            ? free with { NotBefore = next, Reason = reason }
            : Stands(free, What(free), $"Gave up after {free.Attempts} attempts: {reason}", "Delete it by hand.");

    private static Delivery Stands(Delivery free, string what, string reason, string advice)
    {
        var day = free.DeliveredAt is { } at ? $" on {at.UtcDateTime.ToString("d MMM", CultureInfo.InvariantCulture)}" : "";
        return free.End(DeliveryState.Stands, $"can't be recalled: {what}{day}{(reason.Length > 0 ? ": " : "")}{reason}", advice);
    }

    private static string What(Delivery delivery) => $"what {delivery.Action} sent to {delivery.Destination}";
}
