using System.Diagnostics;
using System.Globalization;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.HostStandIn.Handler;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>
/// Node-RED with an equal flow (webhook in, signature checked over the raw body, HTTP post out) beside ours. Ours is on the disk before it is
/// acknowledged; Node-RED keeps nothing.
/// </summary>
internal sealed class NodeRedFigure : IFigure
{
    private const int Connections = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "node-red";

    public string Title => "Node-RED 4.1 with an equal flow, 32 connections, 1 KB events";

    public bool IsOnEveryHead => false;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        if (await NodeRed.InstallAsync() is not { } folder)
        {
            return [new("not run: Node-RED could not be installed", "-", "run", Met: false)];
        }

        var events = setting.Choose(20_000, 3000);
        var theirs = await RunAsync(events, (port, sink) => Task.FromResult(NodeRed.Start(folder, port, Product.Secret, sink)));
        var ours = await RunAsync(events, (port, sink) => ProductHost.StartAsync(port, setting.NewFolder(), sink));

        return
        [
            .. Lines("Node-RED, nothing kept", theirs),
            .. Lines("ours, durable", ours),
        ];
    }

    private static IEnumerable<Measured> Lines(string who, (LoadReport Load, double Posted) run) =>
    [
        new($"{who}: acknowledged", PerSecond(run.Load.PerSecond)),
        new($"{who}: time to 200, p50 / p99", $"{Milliseconds(run.Load.P50)} / {Milliseconds(run.Load.P99)}"),
        new($"{who}: from webhook to post, all done", PerSecond(run.Posted)),
        new($"{who}: answers other than 200", $"{run.Load.Others}"),
    ];

    private static async Task<(LoadReport Load, double Posted)> RunAsync(int events, Func<int, Uri, Task<ChildProcess>> start)
    {
        await using var sink = await EmptyHost.StartAsync();
        var port = FreePort.Take();
        await using var program = await start(port, sink.Address);
        var hook = new Uri($"http://127.0.0.1:{port}/hook");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await ListensAsync(http, hook);
        await new LoadGenerator(hook, Product.Secret, Connections, 60, events / 4).RunApartAsync();
        await ReceivedAsync(http, sink.Address, events / 4);

        var watch = Stopwatch.StartNew();
        var load = await new LoadGenerator(hook, Product.Secret, Connections, 120, events).RunApartAsync();
        await ReceivedAsync(http, sink.Address, (events / 4) + events);
        return (load, events / watch.Elapsed.TotalSeconds);
    }

    private static Task ListensAsync(HttpClient http, Uri hook) => UntilAsync(
        async () =>
        {
            try
            {
                using var answer = await http.PostAsync(hook, content: null);
                return (int)answer.StatusCode == 401;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        "it listens");

    private static Task ReceivedAsync(HttpClient http, Uri sink, int posts) =>
        UntilAsync(async () => int.Parse(await http.GetStringAsync(sink), CultureInfo.InvariantCulture) >= posts, $"{posts} posts have reached the sink");

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await holds();)
        {
            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException($"Not within {Patience}: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
    }
}
