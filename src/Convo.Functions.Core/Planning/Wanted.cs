using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;
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

            if (Asking.Of(one, delivery, subject.Recipe, subject.Title) is { } question)
            {
                Add(question);
            }
        }

        return all;

        Delivery Add(PlannedDelivery one)
        {
            var fresh = one.ToDelivery(run, now);
            var before = known.GetValueOrDefault(fresh.Id);
            var after = before?.Raise(one.Hash, now) ?? fresh;
            all.Add(new Wanted(one, after == before ? null : after));
            return after;
        }
    }
}

/// <summary>What a plan is about, for those who are asked about it.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Title">The meeting's title; null where it isn't known.</param>
public sealed record Subject(Recipe Recipe, string? Title);
