using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Tests.Meetings;

/// <summary>Dice that always show the middle, and ids that never repeat, in any instance.</summary>
internal sealed class CountingChance : IChance
{
    private static int ids;

    public double Next() => 0.5;

    public string NewId() => $"id{Interlocked.Increment(ref ids)}";
}
