using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Heads;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>From the start of the program to its first 200, with a filled store, taking turns with an empty host.</summary>
internal sealed class StartFigure : IFigure
{
    private const int Rows = 10_000;
    private const int RecipeCount = 50;
    private const int AtOnce = 32;

    public string Name => "start";

    public string Title => $"P6 start to first 200, {Rows:N0} rows and {RecipeCount} recipes";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        await using var app = await setting.StartConnectedAsync();
        await FillAsync(app);
        var (ours, empty) = (new Samples(), new Samples());
        for (var run = 0; run < setting.Choose(20, 6); run++)
        {
            var port = FreePort.Take();
            empty.Add(await FirstAnswerAsync(() => EmptyHost.Launch(port), new Uri($"http://127.0.0.1:{port}/")));
            ours.Add(await FirstAnswerAsync(
                () => app.Launch(port), new Uri($"http://127.0.0.1:{port}/api/health")));
        }

        var (median, ratio) = (ours.Percentile(0.5), ours.Percentile(0.5) / empty.Percentile(0.5));
        return
        [
            new("start to first 200, median", Milliseconds(median), "<= 400 ms", median <= 400),
            new("start to first 200, worst", Milliseconds(ours.Percentile(1)), "<= 700 ms", ours.Percentile(1) <= 700),
            new("empty host, median", Milliseconds(empty.Percentile(0.5))),
            new("ratio to the empty host", $"{ratio:0.00}", "<= 2.0", ratio <= 2),
        ];
    }

    /// <summary>Fills the store of an app and stops the app.</summary>
    private static async Task FillAsync(IApp app)
    {
        for (var number = 0; number < RecipeCount; number++)
        {
            await app.Api.PublishAsync(
                Recipes.Make($"recipe-{number}", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), CancellationToken.None);
        }

        await app.StopAsync();
        var tables = app.OpenStore();
        await using var whole = tables as IAsyncDisposable;
        var meetings = new MeetingStore(tables, new SystemChance());
        await Parallel.ForAsync(0, Rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
        {
            var (table, changes) = meetings.Add(MeetingKey.For(Setting.Connection, $"sess_{number}"), Happened(number));
            await tables.WriteAsync(table, changes, cancellation);
        });
    }

    private static MeetingEvent Happened(int number) => new(
        HookSigner.Hash(BitConverter.GetBytes(number)),
        "conversation.created",
        OccasionKind.Created,
        $"sess_{number}",
        TimeProvider.System.GetUtcNow(),
        EventSource.Webhook,
        "0123456789abcdef",
        LateMinutes: 0,
        Again: null);

    private static async Task<double> FirstAnswerAsync(Func<ChildProcess> launch, Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        await using var process = launch();
        await process.AnswersAsync(address);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
