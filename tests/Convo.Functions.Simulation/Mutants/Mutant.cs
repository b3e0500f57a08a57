using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Mutants;

/// <summary>The product with a bug put in, by what stands around it. The checks must find every one.</summary>
internal class Mutant
{
    public static Mutant None { get; } = new();

    public virtual bool LosesHints => false;

    public virtual bool HasNoSweep => false;

    public virtual ITables Tables(ITables real) => real;

    public virtual IGenerations Generations(IGenerations real) => real;

    public virtual IRecipeAction Action(IRecipeAction real) => real;

    public virtual Task<Accepted> AcceptAsync(SimulatedWorld world, Instance instance, Arrival arrival) =>
        instance.Flow.AcceptAsync(arrival, CancellationToken.None);
}
