using System.Diagnostics;
using Convo.Functions.Benchmarks.Load;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How long one client waits for "stored", beside what the disk takes for one flush.</summary>
internal sealed class LatencyFigure : IFigure
{
    private const int Flushes = 500;

    public string Name => "latency";

    public string Title => "P2 one client, one event after the other";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        var flush = FlushMedian(setting.NewFolder());
        await using var app = await setting.StartConnectedAsync();
        await new LoadGenerator(app.Hook(Setting.Connection), Setting.Secret, 1, 60, 500).RunApartAsync();
        var load = await new LoadGenerator(app.Hook(Setting.Connection), Setting.Secret, 1, 60, setting.Choose(2000, 500)).RunApartAsync();
        await app.StopAsync();
        var bound = (6 * flush) + 2;

        return
        [
            new("time to 200, p50", Milliseconds(load.P50), "<= 3 ms", load.P50 <= 3),
            new("time to 200, p99", Milliseconds(load.P99), "<= 25 ms", load.P99 <= 25),
            new("one flush of 4 KB to this disk, median", $"{flush:0.00} ms"),
            new("p50 against 6 flushes + 2 ms", $"{Milliseconds(load.P50)} of {Milliseconds(bound)}", "within", load.P50 <= bound),
        ];
    }

    private static double FlushMedian(string folder)
    {
        var samples = new Samples();
        var page = new byte[4096];
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        for (var number = 0; number < Flushes; number++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)number * page.Length);
            RandomAccess.FlushToDisk(file);
            samples.AddSince(start);
        }

        return samples.Percentile(0.5);
    }
}
