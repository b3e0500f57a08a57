using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Intake;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Mutants;

/// <summary>Hints get lost and nobody sweeps: then nothing brings a stored event on its way.</summary>
internal sealed class LoseHintsAndNeverSweep : Mutant
{
    public override bool LosesHints => true;

    public override bool HasNoSweep => true;
}

/// <summary>200 is said before anything is stored.</summary>
internal sealed class AckBeforeStoring : Mutant
{
    public override Task<Accepted> AcceptAsync(SimulatedWorld world, Instance instance, Arrival arrival)
    {
        if (Inbox.Read(arrival) is null)
        {
            return base.AcceptAsync(world, instance, arrival);
        }

        world.Start(instance, "store later", () => instance.Flow.AcceptAsync(arrival, CancellationToken.None), _ => { });
        return Task.FromResult(Accepted.New);
    }
}

/// <summary>After a crash nobody looks whether the effect is there.</summary>
internal sealed class NeverLook : Mutant
{
    public override IRecipeAction Action(IRecipeAction real) => new Blind(real);

    private sealed class Blind(IRecipeAction real) : ChangedAction(real)
    {
        public override Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
            Task.FromResult<LookUp>(new LookUp.Absent());
    }
}

/// <summary>What was posted stays although its meeting was deleted: the withdrawal is recorded, and never made.</summary>
internal sealed class NeverWithdraw : Mutant
{
    public override IRecipeAction Action(IRecipeAction real) => new Clinging(real);

    private sealed class Clinging(IRecipeAction real) : ChangedAction(real)
    {
        public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
            Task.FromResult<Outcome>(new Outcome.Withdrawn());
    }
}
