using System.Collections.Concurrent;
using System.Net.Sockets;
using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>Many connections that send one event after the other, until the other side closes them.</summary>
/// <param name="hook">Where the events go.</param>
/// <param name="signer">Signs them.</param>
internal sealed class SteadyLoad(Uri hook, HookSigner signer)
{
    private const int Connections = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The conversations whose event was answered 200.</summary>
    public ConcurrentBag<string> Acked { get; } = [];

    /// <summary>All other answers.</summary>
    public ConcurrentBag<int> Others { get; } = [];

    /// <summary>Begins.</summary>
    /// <returns>The end of all connections, once the load is there.</returns>
    public async Task<Task> BeginAsync()
    {
        var all = Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(() => SendAsync(number))));
        await Task.WhenAny(all, begun.Task).WaitAsync(Patience);
        Assert.True(begun.Task.IsCompleted, $"The load never came about: {Acked.Count} acknowledged, others {string.Join(", ", Others)}");
        return all;
    }

    private async Task SendAsync(int number)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var poster = new HttpPoster(hook);
        await poster.ConnectAsync(limit.Token);
        try
        {
            for (var count = 0; ; count++)
            {
                var conversation = $"sess_{number}_{count}";
                var body = signer.Body("conversation.created", conversation, "load");
                if (await poster.PostAsync(body, signer.Sign(body), limit.Token) is not 200 and var status)
                {
                    Others.Add(status);
                    return;
                }

                Acked.Add(conversation);
                if (Acked.Count > Connections * 10)
                {
                    begun.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server closed the connection between two requests: no answer is no acknowledgement.
        }
    }
}
