using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>How wild a world is.</summary>
internal sealed record WorldSettings
{
    /// <summary>How many instances run at once.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>The most crashes by chance.</summary>
    public int MostCrashes { get; init; }

    /// <summary>What the store does wrong by chance.</summary>
    public StoreFaultRates Store { get; init; } = StoreFaultRates.Never;

    /// <summary>What the store does wrong by plan: at which call, counted from 0.</summary>
    public IReadOnlyDictionary<int, StoreFault> Plan { get; init; } = new Dictionary<int, StoreFault>();

    /// <summary>One outside call in so many goes wrong; 0 for none.</summary>
    public int OutsideOneIn { get; init; }

    /// <summary>How the first outside calls end; those after end by chance.</summary>
    public IReadOnlyList<OutsideEnding> Endings { get; init; } = [];

    /// <summary>The first gate that matches is where its instance dies; null for none.</summary>
    public Func<Gate, bool>? CrashAt { get; init; }

    /// <summary>How many jobs run at once.</summary>
    public int MostJobs { get; init; } = 8;

    /// <summary>A storm: everything at once.</summary>
    public static WorldSettings Storm { get; } = new() { Instances = 2, MostCrashes = 3, Store = new StoreFaultRates(60, 15), OutsideOneIn = 5 };

    /// <summary>Two instances, reordering and late messages, but nobody dies and everybody answers.</summary>
    public static WorldSettings Crowd { get; } = new() { Instances = 2 };
}
