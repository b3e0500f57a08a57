using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.Core.Intake;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How many durable runs of two actions a second: events that are stored and queued already, drained into an instant sink.</summary>
internal sealed class RunsFigure : IFigure
{
    public string Name => "runs";

    public string Title => "P4 durable runs of two actions, queued events drained";

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        await using var sink = await EmptyHost.StartAsync();
        await RunAsync(setting, sink.Address, setting.Choose(2000, 500));
        var (events, seconds, commits) = await RunAsync(setting, sink.Address, setting.Choose(20_000, 2000));
        var rate = events / seconds;

        return
        [
            new("runs, two actions each", PerSecond(rate), ">= 400/s", rate >= 400),
            new("drained", $"{events:N0} events in {seconds:0.0} s"),
            new("commits to disk for each run", $"{(double)commits / events:0.00}"),
        ];
    }

    private static async Task<(int Events, double Seconds, long Commits)> RunAsync(Setting setting, Uri sink, int events)
    {
        await using var product = await Product.MakeAsync(Path.Combine(setting.NewFolder(), DataFile.Name), sink);
        await product.PublishAsync(Recipes.Make("two", "created", null, InstantPost.Step("first"), InstantPost.Step("second")));
        var signer = new HookSigner(Product.Secret, TimeProvider.System);

        // The pump does not take hints before it is started: everything waits.
        await Task.WhenAll(Enumerable.Range(0, events).Select(number => product.Flow.AcceptAsync(
            new Arrival(Product.Connection, signer.Body("conversation.created", $"sess_{number}", $"Meeting {number}", 1024), TimeProvider.System.GetUtcNow()),
            CancellationToken.None)));
        var (commits, watch) = (product.Commits, Stopwatch.StartNew());
        await product.Pump.StartAsync(CancellationToken.None);
        await product.Pump.SettleAsync(CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        await product.Pump.StopAsync(CancellationToken.None);
        return (events, seconds, product.Commits - commits);
    }
}
