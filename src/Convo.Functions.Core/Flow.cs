using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core;

/// <summary>The whole product in reading order: what comes in is stored, a stored meeting is advanced, what was planned is delivered.</summary>
public sealed class Flow(
    Inbox inbox, OpenWork open, MeetingStore meetings, IRecipes recipes, Gathering gathering, Planner planner, Deliverer deliverer, Ending ending,
    Hints hints, TimeProvider clock) : IAccept
{
    /// <summary>Everything that Convo signed comes in here. When it returns, the event is durable; a hint may get lost, the sweep finds the row.</summary>
    public async Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation)
    {
        if (Inbox.Read(arrival) is not { } incoming)
        {
            return await inbox.SetAsideAsync(arrival, cancellation);
        }

        var isNew = await inbox.StoreAsync(incoming, hints.ExpectedBy(clock.GetUtcNow()), cancellation);
        await hints.AdvanceAsync(incoming.Meeting, cancellation);

        return isNew ? Accepted.New : Accepted.SeenBefore;
    }

    /// <summary>Looks at a meeting: joins its events, starts runs, plans the deliveries of those that can fire.</summary>
    public async Task AdvanceAsync(MeetingKey key, CancellationToken cancellation)
    {
        var ticket = await open.FindAsync(key, cancellation);
        var meeting = await meetings.ReadAsync(key, cancellation);

        var published = await recipes.PublishedAsync(cancellation);

        if (Joining.Decide(meeting, published) is { } join)
        {
            await inbox.JoinAsync(join, cancellation);
            meeting = await meetings.ReadAsync(key, cancellation);
        }

        var facts = gathering.Begin(meeting);

        foreach (var run in meeting.Runs.Where(r => planner.IsWanted(meeting, r, published)))
        {
            await planner.PlanAsync(meeting, run, published, facts, cancellation);
        }

        var isLate = ticket is null || ticket.Due <= clock.GetUtcNow();
        await ending.SettleAsync(ticket, await meetings.ReadAsync(key, cancellation), d => isLate || meeting.IsNews(d), cancellation);
    }

    /// <summary>Makes one delivery happen, or finds out what became of an attempt that crashed.</summary>
    public async Task DeliverAsync(DeliveryId id, CancellationToken cancellation)
    {
        if (await deliverer.ClaimAsync(id, cancellation) is not { } claimed)
        {
            return;
        }

        var attempt = await deliverer.ActAsync(claimed, cancellation);
        await deliverer.RecordAsync(claimed, attempt, cancellation);

        var ticket = await open.FindAsync(id.Meeting, cancellation);
        await ending.SettleAsync(ticket, await meetings.ReadAsync(id.Meeting, cancellation), d => d.Id == id || Follows(d, id), cancellation);
    }

    /// <summary>Follows a hint from the queue. One that names nothing of ours is passed over.</summary>
    public Task FollowAsync(WorkItem hint, CancellationToken cancellation) => hint.Kind switch
    {
        WorkKind.Advance when MeetingKey.Parse(hint.Id) is { } meeting => AdvanceAsync(meeting, cancellation),
        WorkKind.Deliver when DeliveryId.Parse(hint.Id) is { } delivery => DeliverAsync(delivery, cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>Finds what is stored but was not queued, is due, or got stuck: the open-work index, and nothing else.</summary>
    public async Task SweepAsync(DateTimeOffset dueBy, CancellationToken cancellation)
    {
        await foreach (var meeting in open.DueAsync(dueBy, cancellation))
        {
            await hints.AdvanceInTurnAsync(meeting, cancellation);
        }

        await ending.RemoveExpiredAsync(cancellation);
    }

    private static bool Follows(Delivery later, DeliveryId step) => later.Id.RunRowKey == step.RunRowKey && later.WaitsFor.Contains(step.Step);
}
