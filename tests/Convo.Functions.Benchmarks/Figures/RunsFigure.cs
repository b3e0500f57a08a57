using Convo.Functions.Benchmarks.Load;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How many durable runs of two actions a second: events that are stored and queued already, drained into an instant sink.</summary>
internal sealed class RunsFigure : IFigure
{
    public string Name => "runs";

    public string Title => "P4 durable runs of two actions, queued events drained";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        await using var sink = await EmptyHost.StartAsync();
        await setting.Head.DrainAsync(setting.NewFolder(), sink.Address, setting.Head.EventsToDrain / 40);
        var events = setting.Choose(setting.Head.EventsToDrain, setting.Head.EventsToDrain / 10);
        var drained = await setting.Head.DrainAsync(setting.NewFolder(), sink.Address, events);
        var rate = events / drained.Seconds;

        return
        [
            new("runs, two actions each", PerSecond(rate), ">= 400/s", rate >= 400),
            new("drained", $"{events:N0} events in {drained.Seconds:0.0} s"),
            new("for each run", drained.Writes),
        ];
    }
}
