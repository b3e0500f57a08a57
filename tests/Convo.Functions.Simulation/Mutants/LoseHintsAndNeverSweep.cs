namespace Convo.Functions.Simulation.Mutants;

/// <summary>Hints get lost and nobody sweeps: then nothing brings a stored event on its way.</summary>
internal sealed class LoseHintsAndNeverSweep : Mutant
{
    public override bool LosesHints => true;

    public override bool HasNoSweep => true;
}
