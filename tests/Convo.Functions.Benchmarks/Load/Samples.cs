using System.Diagnostics;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>Times in milliseconds, to ask for percentiles of. For one thread.</summary>
internal sealed class Samples
{
    private readonly List<double> all = [];

    public int Count => all.Count;

    /// <summary>Adds the time since a <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void AddSince(long start) => all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

    public void Add(double milliseconds) => all.Add(milliseconds);

    public void AddAll(Samples others) => all.AddRange(others.all);

    /// <summary>The value that this share of the samples does not exceed (nearest rank); 0 where there are none.</summary>
    public double Percentile(double share)
    {
        all.Sort();
        return all.Count == 0 ? 0 : all[Math.Clamp((int)Math.Ceiling(share * all.Count) - 1, 0, all.Count - 1)];
    }
}
