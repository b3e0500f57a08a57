using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Simulation.World;

/// <summary>An action that changes the title at Convo, which then tells of it as of any other change. Its setting is the title.</summary>
internal sealed class RetitleAction(SimulatedWorld world, Instance instance) : SimulatedAction
{
    public const string Name = "sim.retitle";

    public override ActionInfo Info { get; } = new(Name, 1, "Retitle", "Changes the title.", "sim") { KeepsFirst = true };

    public override Artefact Render(JsonElement settings, RenderScope scope)
    {
        var title = settings.GetString()!;
        return new Artefact("the title", title, title, new HashSet<PrivacyClass> { PrivacyClass.Content })
        {
            Echo = new Occasion(OccasionKind.Updated, EventHash.OfTitle(title)),
        };
    }

    public override Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        new OutsideCall(world, instance).MakeAsync(
            $"retitle {context.DeliveryId}",
            attempt =>
            {
                world.TellOfTitle(DeliveryId.Parse(context.DeliveryId)!.Value.Meeting, artefact.Body);

                // The same title twice is one title.
                var known = context.Receipt ?? world.Channel.Find(context.DeliveryId)?.Receipt;
                return world.Channel.Put(context.DeliveryId, known, artefact.Body, context.ContentHash, attempt);
            },
            cancellation);

    public override Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<LookUp>(new LookUp.NotPossible());

    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation)
    {
        world.Channel.Remove(context.DeliveryId);
        return Task.FromResult<Outcome>(new Outcome.Withdrawn());
    }
}
