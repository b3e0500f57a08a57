using System.Globalization;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Tests;

/// <summary>Ids that count up.</summary>
internal sealed class SeededChance : IChance
{
    private int last;

    public double Next() => 0.5;

    public string NewId() => Interlocked.Increment(ref last).ToString("x8", CultureInfo.InvariantCulture).PadRight(32, '0');
}
