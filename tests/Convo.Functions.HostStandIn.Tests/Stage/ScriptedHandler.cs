using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outsiders;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>
/// A handler that keeps every byte it reads and answers with bytes that a test gives it. It can be killed, and started again on its port, as a process
/// can. Texts have one character a byte.
/// </summary>
internal sealed class ScriptedHandler(Func<string, string?> answer) : IHandlerProgram
{
    private readonly Func<string, string?> answerTo = answer;
    private readonly Lock gate = new();
    private readonly List<string> requests = [];
    private readonly List<(Func<string, bool> Holds, TaskCompletionSource Source)> waiting = [];
    private readonly List<(Func<string, bool> Holds, TaskCompletionSource Source)> waitingForPieces = [];
    private readonly StringBuilder unfinished = new();
    private Running? running;

    /// <summary>What a handler waits for after its start before it listens; a program takes a while too.</summary>
    public Task Listens { get; set; } = Task.CompletedTask;

    /// <summary>Where every answer but that to the probe needs a permit.</summary>
    public SemaphoreSlim? Permits { get; set; }

    /// <summary>The requests that it read in full, oldest first, those of the start excepted.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests.Where(request => !IsProbe(request))];
            }
        }
    }

    /// <summary>The first request of all: the probe of the start.</summary>
    public string? Probe
    {
        get
        {
            lock (gate)
            {
                return requests.FirstOrDefault(IsProbe);
            }
        }
    }

    public IRunningHandler Start(int port) => running = new Running(this, port);

    /// <summary>Ends as a process that was killed: every connection is cut.</summary>
    public void Crash(int exitCode = 137) => running!.End(exitCode);

    /// <summary>Completes when it has read a request of this kind in full.</summary>
    public Task ReadAsync(Func<string, bool> holds, CancellationToken cancellation) =>
        UntilAsync(holds, () => requests.Any(holds), waiting, cancellation);

    /// <summary>Completes when what it has read so far of a request holds something.</summary>
    public Task BeganAsync(Func<string, bool> holds, CancellationToken cancellation) =>
        UntilAsync(holds, () => holds(unfinished.ToString()), waitingForPieces, cancellation);

    private static bool IsProbe(string request) =>
        request.StartsWith("GET / HTTP/1.1\r\nHost: 127.0.0.1:", StringComparison.Ordinal) && !request.Contains("X-Azure");

    private void Keep(string piece)
    {
        lock (gate)
        {
            unfinished.Append(piece);
            Tell(waitingForPieces, unfinished.ToString());
        }
    }

    private void Finish(string request)
    {
        lock (gate)
        {
            unfinished.Clear();
            requests.Add(request);
            Tell(waiting, request);
        }
    }

    private Task UntilAsync(
        Func<string, bool> holds, Func<bool> holdsAlready, List<(Func<string, bool> Holds, TaskCompletionSource Source)> list, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (holdsAlready())
            {
                return Task.CompletedTask;
            }

            list.Add((holds, source));
        }

        return source.Task.WaitAsync(cancellation);
    }

    private static void Tell(List<(Func<string, bool> Holds, TaskCompletionSource Source)> list, string text)
    {
        foreach (var (_, source) in list.FindAll(one => one.Holds(text)))
        {
            source.TrySetResult();
        }
    }

    private sealed class Running : IRunningHandler
    {
        private readonly ScriptedHandler handler;
        private readonly TcpListener listener;
        private readonly CancellationTokenSource end = new();
        private readonly ConcurrentBag<Socket> sockets = [];
        private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Running(ScriptedHandler handler, int port)
        {
            this.handler = handler;
            listener = new TcpListener(IPAddress.Loopback, port);
            Address = new Uri($"http://127.0.0.1:{port}/");
            _ = AcceptAsync(handler.Listens);
        }

        public Uri Address { get; }

        public Task<int> Exited => exited.Task;

        public void Kill() => End(137);

        public void End(int exitCode)
        {
            end.Cancel();
            listener.Stop();

            // A process that ends leaves no connection open behind it, and is only seen to have ended after that.
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }

            exited.TrySetResult(exitCode);
        }

        private async Task AcceptAsync(Task listens)
        {
            try
            {
                await listens.WaitAsync(end.Token);
                listener.Start();
                while (true)
                {
                    _ = ServeAsync(await listener.AcceptSocketAsync(end.Token));
                }
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // It was ended.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            sockets.Add(socket);
            using (socket)
            {
                try
                {
                    while (await RawHttp.ReadRequestAsync(socket, handler.Keep, end.Token) is { } request)
                    {
                        // Before anybody hears of the request: what a test changes then is for the next one.
                        var answer = handler.answerTo(request);
                        handler.Finish(request);
                        if (handler.Permits is { } permits && !IsProbe(request))
                        {
                            await permits.WaitAsync(end.Token);
                        }

                        if (answer is null)
                        {
                            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token);
                            return;
                        }

                        await socket.SendAsync(Encoding.Latin1.GetBytes(answer), end.Token);
                    }
                }
                catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
                {
                    // It was ended, or the host has cut the connection.
                }
            }
        }
    }
}
