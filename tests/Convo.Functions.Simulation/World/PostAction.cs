using Convo.Functions.Core.Actions;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>An action like Slack's: the message carries the delivery's mark, can be looked up by it, and is edited by its receipt.</summary>
internal sealed class PostAction(SimulatedWorld world, Instance instance, string name = PostAction.Name) : SimulatedAction
{
    public const string Name = "sim.post";

    public override ActionInfo Info { get; } = new(name, 1, "Post", "Posts a message.", "sim");

    public override Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        new OutsideCall(world, instance).MakeAsync(
            $"post {context.DeliveryId} {artefact.Body}",
            attempt =>
            {
                world.Watch.GoesOut(context.DeliveryId, context.ContentHash);
                return world.Channel.Put(context.DeliveryId, context.Receipt, artefact.Body, context.ContentHash, attempt);
            },
            cancellation);

    public override async Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        await world.Scheduler.PassAsync(instance, $"look for {context.DeliveryId}", cancellation);

        if (!world.IsHealing && world.Choices.Now(Topic.Outside, 8))
        {
            return world.Choices.Pick(Topic.Outside, 4) is 1
                ? new LookUp.CannotTell("not a member of the channel", "Invite the app.")
                : new LookUp.Later("no answer", world.Now + TimeSpan.FromSeconds(20));
        }

        LookUp answer = world.Channel.Find(context.DeliveryId) is { } message
            ? new LookUp.Found(message.Receipt, world.Choices.Pick(Topic.Outside, 3) is 1 ? null : message.Hash)
            : new LookUp.Absent();
        await world.Scheduler.PassAsync(instance, $"answer: {answer.GetType().Name}", cancellation);
        return answer;
    }

    public override async Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation)
    {
        var outcome = await new OutsideCall(world, instance).MakeAsync(
            $"withdraw {context.DeliveryId}",
            _ =>
            {
                world.Channel.Remove(context.DeliveryId);
                return "";
            },
            cancellation);
        return outcome switch
        {
            Outcome.Delivered => new Outcome.Withdrawn(),
            Outcome.Refused refused => new Outcome.Stands("a message", refused.Reason, refused.Advice),
            var other => other,
        };
    }
}

/// <summary>An action like an incoming webhook: nothing can be looked up, and nothing edited.</summary>
internal sealed class TellAction(SimulatedWorld world, Instance instance) : SimulatedAction
{
    public const string Name = "sim.tell";

    public override ActionInfo Info { get; } = new(Name, 1, "Tell", "Tells another system.", "sim");

    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        context.Receipt is { } first
            ? new Outcome.Delivered(first)
            : await new OutsideCall(world, instance).MakeAsync(
                $"tell {context.DeliveryId}",
                attempt => world.Inbox.Put(context.DeliveryId, receipt: null, artefact.Body, context.ContentHash, attempt),
                cancellation);

    public override Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<LookUp>(new LookUp.NotPossible());

    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Stands("what was told", "", "Ask the other system."));
}
