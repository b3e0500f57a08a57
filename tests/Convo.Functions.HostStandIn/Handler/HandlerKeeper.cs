using System.Net.Sockets;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Keeps one handler running as the host does: waits for its first answer, replaces it when it crashes, gives up at the third crash.</summary>
/// <param name="program">How it is started.</param>
/// <param name="initializationTimeout">How long it may take until it answers.</param>
/// <param name="clock">The time between crashes.</param>
internal sealed class HandlerKeeper(IHandlerProgram program, TimeSpan initializationTimeout, TimeProvider clock) : IAsyncDisposable
{
    private const int IntentionalRestart = 200;
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(25);

    private readonly Lock gate = new();
    private readonly CrashCount crashes = new();
    private readonly CancellationTokenSource disposal = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient probe = new(HandlerClient.Transport());
    private readonly int port = FreePort.Take();
    private TaskCompletionSource ready = NewReady();
    private TaskCompletionSource launched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRunningHandler? running;
    private int started;

    /// <summary>Completes when the host has stopped because its handler crashed too often.</summary>
    public Task Stopped => stopped.Task;

    /// <summary>How many handlers were started.</summary>
    public int Started => Volatile.Read(ref started);

    /// <summary>Where the present handler listens.</summary>
    public Uri Address
    {
        get
        {
            lock (gate)
            {
                return running?.Address ?? throw new InvalidOperationException("No handler was started.");
            }
        }
    }

    public void Start()
    {
        lock (gate)
        {
            Launch();
        }
    }

    /// <summary>Waits until the handler answers: requests that come earlier are held, not refused.</summary>
    /// <exception cref="TimeoutException">It took four times as long as a handler may take.</exception>
    /// <exception cref="InvalidOperationException">The host has stopped.</exception>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        Task answering;
        lock (gate)
        {
            answering = ready.Task;
        }

        await answering.WaitAsync(4 * initializationTimeout, TimeProvider.System, cancellation);
    }

    /// <summary>Waits until so many handlers were started in all, and the last of them answers.</summary>
    public async Task ReadyAsync(int handlers, CancellationToken cancellation)
    {
        while (Launched() is var (count, next) && count < handlers)
        {
            await next.WaitAsync(cancellation);
        }

        await ReadyAsync(cancellation);
    }

    /// <summary>Ends the handler and starts another, as after functionTimeout; that is no crash.</summary>
    public void Replace()
    {
        lock (gate)
        {
            if (!stopped.Task.IsCompleted && !disposal.IsCancellationRequested)
            {
                Discard();
                Launch();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await disposal.CancelAsync();
        lock (gate)
        {
            Discard();
            ready.TrySetException(new InvalidOperationException("The host was stopped."));
        }

        probe.Dispose();
    }

    private static TaskCompletionSource NewReady()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = source.Task.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return source;
    }

    private (int Count, Task Next) Launched()
    {
        lock (gate)
        {
            return (started, launched.Task);
        }
    }

    /// <summary>Under the lock.</summary>
    private void Launch()
    {
        if (ready.Task.IsCompleted)
        {
            ready = NewReady();
        }

        var handler = program.Start(port);
        running = handler;
        started++;
        launched.SetResult();
        launched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = WatchAsync(handler);
        _ = ProbeAsync(handler);
    }

    /// <summary>Under the lock. What the discarded one does from now on is no news.</summary>
    private void Discard()
    {
        var discarded = running;
        running = null;
        discarded?.Kill();
    }

    private async Task WatchAsync(IRunningHandler handler)
    {
        var code = await handler.Exited;
        lock (gate)
        {
            // An exit with 0 is taken for normal: no other handler is started, and every later call fails.
            if (running != handler || code is 0)
            {
                return;
            }

            if (code is IntentionalRestart)
            {
                Launch();
            }
            else
            {
                AfterCrash();
            }
        }
    }

    // Any answer counts, and any failure but that of the connection.
    private async Task ProbeAsync(IRunningHandler handler)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (IsPresent(handler))
        {
            try
            {
                using var answer = await probe.GetAsync(handler.Address, disposal.Token);
                SayReady(handler);
                return;
            }
            catch (HttpRequestException failure) when (failure.InnerException is SocketException)
            {
                if (TimeProvider.System.GetElapsedTime(begun) > initializationTimeout)
                {
                    GiveUp(handler);
                    return;
                }

                await Task.Delay(ProbePause, TimeProvider.System, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                SayReady(handler);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool IsPresent(IRunningHandler handler)
    {
        lock (gate)
        {
            return running == handler;
        }
    }

    private void SayReady(IRunningHandler handler)
    {
        lock (gate)
        {
            if (running == handler)
            {
                ready.TrySetResult();
            }
        }
    }

    private void GiveUp(IRunningHandler handler)
    {
        lock (gate)
        {
            if (running == handler)
            {
                Discard();
                AfterCrash();
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void AfterCrash()
    {
        if (crashes.AddAndSayWhetherTooMany(clock.GetUtcNow()))
        {
            Discard();
            ready = ready.Task.IsCompleted ? NewReady() : ready;
            ready.SetException(new InvalidOperationException("The handler crashed too often; the host has stopped."));
            stopped.TrySetResult();
        }
        else
        {
            Launch();
        }
    }
}
