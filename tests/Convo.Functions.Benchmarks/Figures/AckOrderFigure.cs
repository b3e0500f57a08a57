using System.Collections.Concurrent;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Heads;
using Convo.Functions.Benchmarks.Trace;
using Convo.Functions.HostStandIn.Handler;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Proves by the system calls of the running program that no event is acknowledged before it is on the disk.</summary>
internal sealed class AckOrderFigure : IFigure
{
    private const string Calls = "trace=fdatasync,fsync,write,pwrite64,writev,sendto,sendmsg,recvfrom,recvmsg";
    private const int Connections = 8;

    // A frame of the log: a page of 4,096 bytes and its head.
    private const string Longest = "4200";

    public string Name => "ack-order";

    public string Title => "R2 no 200 before the flush that covers its row";

    public bool IsOnEveryHead => false;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        if (new[] { "/usr/bin/strace", "/usr/local/bin/strace" }.FirstOrDefault(File.Exists) is not { } strace)
        {
            Console.WriteLine("\n!!! NOT RUN: ack-order needs strace, which is not installed here. Nothing is proven. !!!\n");
            return [new("not run: strace is absent", "-", "run", Met: false)];
        }

        var (pipe, data) = (Path.Combine(setting.NewFolder(), "trace"), setting.NewFolder());
        await using (var made = ChildProcess.Start("mkfifo", [pipe]))
        {
            await made.EndAsync(TimeSpan.FromSeconds(10));
        }

        var events = new ConcurrentDictionary<string, string>();
        var order = new AckOrder(events.GetValueOrDefault);
        var reading = Task.Run(() => ReadAsync(pipe, order));
        var others = 0;
        var head = (OneMachineHead)setting.Head;
        await using (var app = await StartTracedAsync(head, data, [strace, "-f", "-y", "-s", Longest, "-e", Calls, "-o", pipe]))
        {
            others = await PostAsync(app, events, setting.Choose(10_000, 1000));
        }

        await reading;
        return
        [
            new("events answered 200", $"{order.Answers:N0}", $"{events.Count:N0}", order.Answers == events.Count && others == 0),
            new("answered before their row was flushed", $"{order.TooEarly}", "0", order.TooEarly == 0),
            new("flushes of the log seen", $"{order.Flushes:N0}", "> 0", order.Flushes > 0),
        ];
    }

    private static async Task ReadAsync(string pipe, AckOrder order)
    {
        using var lines = new StreamReader(pipe);
        while (await lines.ReadLineAsync() is { } line)
        {
            order.Take(line);
        }
    }

    private static async Task<AppProcess> StartTracedAsync(OneMachineHead head, string data, IReadOnlyList<string> under)
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        await using (var untraced = await head.StartAsync(data, nobody, nobody))
        {
            await untraced.StopAsync();
        }

        return await AppProcess.StartAsync(head.Start(data) with { Under = under });
    }

    private static async Task<int> PostAsync(AppProcess app, ConcurrentDictionary<string, string> events, int count)
    {
        var signer = new HookSigner(Setting.Secret, TimeProvider.System);
        var (next, others) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(PostManyAsync)));
        return others;

        async Task PostManyAsync()
        {
            using var poster = new HttpPoster(app.Hook(Setting.Connection));
            await poster.ConnectAsync(CancellationToken.None);
            while (Interlocked.Increment(ref next) is var number && number <= count)
            {
                var body = signer.Body("conversation.created", $"sess_{number}", "traced");
                var signature = signer.Sign(body);
                events[signature] = HookSigner.Hash(body);
                if (await poster.PostAsync(body, signature, CancellationToken.None) != 200)
                {
                    Interlocked.Increment(ref others);
                }
            }
        }
    }
}
