using System.Collections.Concurrent;
using System.Net.Sockets;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Crashing;

/// <summary>Sends events at a steady rate over several connections, whether or not anybody answers, and remembers what was acknowledged.</summary>
internal sealed class StormIngest(IStage stage, StormPlan plan, TimeSpan pause)
{
    private const int Connections = 8;

    // Convo's own patience.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private int next;

    /// <summary>What was answered 200.</summary>
    public ConcurrentBag<StormEvent> Acked { get; } = [];

    /// <summary>What was sent, but not acknowledged: it may be stored or not.</summary>
    public ConcurrentBag<StormEvent> Unanswered { get; } = [];

    /// <summary>Answers of the product other than 200, by status.</summary>
    public ConcurrentDictionary<int, int> Others { get; } = new();

    /// <summary>Sends until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(stop), CancellationToken.None)));

    private async Task SendAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var poster = new HttpPoster(stage.Hooks[0]);
            try
            {
                await poster.ConnectAsync(CancellationToken.None);
            }
            catch (SocketException)
            {
                // Between a crash and the next start nobody listens.
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
                continue;
            }

            await PostManyAsync(poster, stop);
        }
    }

    private async Task PostManyAsync(HttpPoster poster, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
            var sent = plan.Event(Interlocked.Increment(ref next) - 1);
            try
            {
                using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
                var status = await poster.PostAsync(sent.Body, sent.Signature, limit.Token);
                if (status == 200)
                {
                    Acked.Add(sent);
                    continue;
                }

                Unanswered.Add(sent);
                if (!stage.IsNoAnswer(status))
                {
                    Others.AddOrUpdate(status, 1, (_, count) => count + 1);
                }

                return;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                Unanswered.Add(sent);
                return;
            }
        }
    }
}
