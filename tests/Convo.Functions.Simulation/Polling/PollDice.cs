using System.Globalization;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Polling;

/// <summary>Chances and ids out of one seed.</summary>
internal sealed class PollDice(ulong seed) : IChance
{
    private ulong state = seed;
    private long ids;

    public double Next() => (Draw() >> 11) / (double)(1UL << 53);

    public string NewId() => (++ids).ToString("x32", CultureInfo.InvariantCulture);

    public int Pick(int below) => (int)(Next() * below);

    public bool OneIn(int of) => Pick(of) is 0;

    // SplitMix64.
    private ulong Draw()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
