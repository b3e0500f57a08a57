using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Simulation.World;

/// <summary>An action like those that have Convo make key points: looks whether they are there, and spends a credit where they are not.</summary>
internal sealed class GenerateAction(SimulatedWorld world, Instance instance) : SimulatedAction
{
    public const string Name = "sim.generate";

    /// <summary>What every one of them wants: recipes that want the same share it.</summary>
    public static readonly Generation What = new Generation.KeyPoints();

    // As long as Convo may still be at it.
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(10);

    public override ActionInfo Info { get; } = new(Name, 1, "Generate", "Has Convo make key points.", "sim") { CostsCredit = true, KeepsFirst = true };

    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        var conversation = ConversationOf(context);

        if (await HasAsync(conversation, cancellation))
        {
            return new Outcome.Delivered(What.Name);
        }

        return await context.Purse!.SpendAsync(What, conversation, cancellation) switch
        {
            CreditAnswer.Given => new Outcome.Delivered(What.Name),
            CreditAnswer.Later later => new Outcome.TryAgain(later.Reason, later.Until) { WasAttempt = false },
            CreditAnswer.Denied denied => new Outcome.Refused(denied.Reason, denied.Advice),
            CreditAnswer.Uncertain lost => new Outcome.Uncertain(lost.Reason),
            _ => throw new InvalidOperationException("a wish is given, later, denied or uncertain"),
        };
    }

    public override async Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        var conversation = ConversationOf(context);

        if (await HasAsync(conversation, cancellation))
        {
            return new LookUp.Found(What.Name, context.ContentHash);
        }

        return await context.Purse!.LookAsync(What, conversation, cancellation) switch
        {
            null => new LookUp.Absent(),
            { AskedAt: var asked } when asked + AtWork > world.Now => new LookUp.Later("Convo may still be at it.", asked + AtWork),
            _ => new LookUp.CannotTell("It is uncertain whether that cost an AI credit; it was not asked for again.", "Run it again."),
        };
    }

    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Withdrawn());

    private string ConversationOf(ActionContext context) =>
        world.Meetings.Values.Single(one => SimulatedWorld.KeyOf(one) == DeliveryId.Parse(context.DeliveryId)!.Value.Meeting).ConversationId;

    private async Task<bool> HasAsync(string conversation, CancellationToken cancellation)
    {
        await world.Scheduler.PassAsync(instance, $"look whether Convo has {What.Name} of {conversation}", cancellation);
        return world.Credits.Has(conversation, What);
    }
}
