using System.Diagnostics;
using Convo.Functions.Simulation.Mutants;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Shrinking;

/// <summary>Takes a failing seed and calms one choice after the other, as long as it still fails: what is left is what matters.</summary>
internal static class Shrinker
{
    private const int MostTries = 400;
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(20);

    /// <summary>Runs a seed; null when all is well.</summary>
    public static SimulatedWorld Run(ulong seed, WorldSettings settings, Mutant? mutant = null, IReadOnlySet<Place>? calmed = null)
    {
        var world = new SimulatedWorld(new Choices(seed, calmed), settings, mutant);
        Story.Write(world);
        world.Run();
        return world;
    }

    /// <summary>The calmest world found that still fails.</summary>
    public static SimulatedWorld Shrink(ulong seed, WorldSettings settings, Mutant? mutant = null)
    {
        var calmed = new HashSet<Place>();
        var worst = Run(seed, settings, mutant);
        var tries = 0;
        var watch = Stopwatch.StartNew();

        for (var size = worst.Choices.Unusual.Count / 2; size > 0; size /= 2)
        {
            foreach (var chunk in worst.Choices.Unusual.Chunk(size).Reverse())
            {
                var calmer = calmed.Union(chunk).ToHashSet();

                if (++tries < MostTries && watch.Elapsed < LongestSearch && Run(seed, settings, mutant, calmer) is { Failure: not null } still)
                {
                    (calmed, worst) = (calmer, still);
                }
            }
        }

        return worst;
    }

    /// <summary>What a person reads of a failing seed.</summary>
    public static string Report(ulong seed, WorldSettings settings, Mutant? mutant = null)
    {
        var first = Run(seed, settings, mutant);
        var least = Shrink(seed, settings, mutant);
        return $"""
            Seed {seed}: {first.Failure}
            Again: SIMULATION_SEED={seed} dotnet test tests/Convo.Functions.Simulation --filter One_seed
            Shrunk from {first.Choices.Unusual.Count} unusual choices to {least.Choices.Unusual.Count}: {least.Failure}
            {string.Join('\n', least.Scheduler.Trace.TakeLast(160))}
            """;
    }
}
