using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>
/// A closed-loop load: so many keep-alive connections, each posting its next signed event as soon as the last one is answered. In a process of its own, so
/// that it shares no thread pool and no garbage collector with anything that is measured.
/// </summary>
/// <param name="Url">Where to post to; on this machine.</param>
/// <param name="Secret">Signs the events.</param>
/// <param name="Connections">How many at once.</param>
/// <param name="Seconds">For how long at most.</param>
/// <param name="Count">How many events at most.</param>
internal sealed record LoadGenerator(Uri Url, string Secret, int Connections, double Seconds, long Count)
{
    /// <summary>The word on the command line.</summary>
    public const string Role = "load";

    private const int EventBytes = 1024;

    /// <summary>Runs it as a child of this process.</summary>
    public async Task<LoadReport> RunApartAsync()
    {
        await using var child = ChildProcess.StartDotnet(
            typeof(LoadGenerator).Assembly.Location,
            [Role, Url.AbsoluteUri, Secret, Text(Connections), Text(Seconds), Text(Count)]);
        var line = await child.LineAsync(l => l.StartsWith('{'), TimeSpan.FromSeconds(Seconds + 120));
        return LoadReport.Read(line);
    }

    /// <summary>The child's side.</summary>
    public static async Task<int> MainAsync(string[] arguments)
    {
        var load = new LoadGenerator(
            new Uri(arguments[0]),
            arguments[1],
            int.Parse(arguments[2], CultureInfo.InvariantCulture),
            double.Parse(arguments[3], CultureInfo.InvariantCulture),
            long.Parse(arguments[4], CultureInfo.InvariantCulture));
        Console.WriteLine((await load.RunAsync()).Write());
        return 0;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private async Task<LoadReport> RunAsync()
    {
        var signer = new HookSigner(Secret, TimeProvider.System);
        var (run, next, others) = (Environment.ProcessId, 0L, 0L);
        var samples = Enumerable.Range(0, Connections).Select(_ => new Samples()).ToList();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(samples.Select(own => Task.Run(() => PostAsync(own))));
        var seconds = watch.Elapsed.TotalSeconds;

        var all = new Samples();
        samples.ForEach(all.AddAll);
        return new LoadReport(all.Count, others, seconds, all.Percentile(0.5), all.Percentile(0.99));

        async Task PostAsync(Samples own)
        {
            using var poster = new HttpPoster(Url);
            await poster.ConnectAsync(CancellationToken.None);
            while (watch.Elapsed.TotalSeconds < Seconds && Interlocked.Increment(ref next) is var number && number <= Count)
            {
                var body = signer.Body("conversation.created", $"sess_{run}_{number}", "A meeting of the benchmark", EventBytes);
                var signature = signer.Sign(body);
                var start = Stopwatch.GetTimestamp();
                try
                {
                    if (await poster.PostAsync(body, signature, CancellationToken.None) == 200)
                    {
                        own.AddSince(start);
                        continue;
                    }
                }
                catch (Exception e) when (e is IOException or SocketException)
                {
                    await Console.Error.WriteLineAsync(e.Message);
                }

                // A connection that was refused once is not a load any more.
                Interlocked.Increment(ref others);
                return;
            }
        }
    }
}
