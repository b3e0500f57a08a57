using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Planning;

/// <summary>One delivery that a plan asks for, and what has to be written for it. Pure.</summary>
/// <param name="Planned">The delivery as planned.</param>
/// <param name="Change">The row as it is to be written; null where it stands as it should.</param>
public sealed record Wanted(PlannedDelivery Planned, Delivery? Change)
{
    /// <summary>Everything that a plan asks for: its deliveries, and beside those that need a yes the messages that ask for it.</summary>
    public static IReadOnlyList<Wanted> All(
        IReadOnlyList<PlannedDelivery> planned, Run run, MeetingSnapshot meeting, Subject subject, DateTimeOffset now)
    {
        var known = meeting.DeliveriesOf(run).ToDictionary(delivery => delivery.Id);
        var all = new List<Wanted>();

        foreach (var one in planned)
        {
            var delivery = Add(one);

            if (one.Stopped is null && Asking.Of(one, delivery, subject) is { } question)
            {
                Add(question);
            }
        }

        return all;

        Delivery Add(PlannedDelivery one)
        {
            var fresh = one.ToDelivery(run, now);
            var before = known.GetValueOrDefault(fresh.Id);
            var after = before is null ? fresh
                : one.KeepsFirst && IsOutOrMayBe(before) ? before
                : one.Stopped is { } stop ? KeptBack(before, stop)
                : before.Raise(one.Hash, now, one.Artefact.Echo);
            all.Add(new Wanted(one, after == before ? null : after));
            return after;
        }
    }

    // What was begun stays too: it can't be told apart from what is out, and a change of it would be asked about in vain.
    private static bool IsOutOrMayBe(Delivery delivery) => delivery.State is DeliveryState.Delivered || delivery.Claim is not null || delivery.MayHaveHappened;

    // What is there, or on its way, was allowed to leave and stays; that its news were kept back is said beside it.
    private static Delivery KeptBack(Delivery delivery, PrivacyStop stop) =>
        delivery.State is DeliveryState.Awaiting or DeliveryState.Pending or DeliveryState.Delivered && !delivery.IsWithdrawal
            ? delivery with { Reason = stop.Reason, Advice = stop.Advice }
            : delivery;
}

/// <summary>What a plan is about, for those who are asked about it.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Title">The meeting's title; null where it isn't known.</param>
/// <param name="Privacy">The privacy rules, which hold for the question as for what it asks about.</param>
public sealed record Subject(Recipe Recipe, string? Title, PrivacyRules Privacy);
