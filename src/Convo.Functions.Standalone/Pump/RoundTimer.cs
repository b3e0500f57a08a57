namespace Convo.Functions.Standalone.Pump;

/// <summary>Why a round runs.</summary>
public enum RoundCause
{
    /// <summary>
    /// The program has started, or begins again: hints that it held are lost, so whatever is open is worth a look. Said until one round has gone through.
    /// </summary>
    Start,

    /// <summary>The interval is over.</summary>
    Interval,
}

/// <summary>Runs rounds at the start and then at an interval, one at a time; a failed one is followed by the next.</summary>
/// <param name="round">One round.</param>
/// <param name="interval">From the end of one round to the begin of the next.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public abstract partial class RoundTimer(Func<RoundCause, CancellationToken, Task> round, TimeSpan interval, TimeProvider clock, ILogger log)
    : IHostedService, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource abort = new();
    private readonly long origin = clock.GetTimestamp();
    private ITimer? timer;
    private Task running = Task.CompletedTask;
    private TimeSpan due;
    private RoundCause cause = RoundCause.Start;
    private bool isRunning;
    private bool failing;
    private bool again;

    private TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>Begins the first round, and does not wait for it.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            timer ??= clock.CreateTimer(_ => Turn(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            due = Now;
        }

        Turn();
        return Task.CompletedTask;
    }

    /// <summary>Has a round run as at the start: at once, or right after the one that runs.</summary>
    public void BeginAgain()
    {
        lock (gate)
        {
            again = true;
        }

        Turn();
    }

    /// <summary>Begins no more, and waits for a round that runs until <paramref name="cancellationToken"/> is cancelled; then that is cancelled too.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task last;
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            last = running;
        }

        try
        {
            await last.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await abort.CancelAsync();
        }
    }

    /// <summary>Completes when no round runs and none is due at the clock's present time. For tests.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        Turn();
        while (Latest() is { IsCompleted: false } last)
        {
            await last.WaitAsync(cancellation);
        }
    }

    /// <summary>Stops at once: cancels a round that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        if (abort.IsCancellationRequested)
        {
            return;
        }

        await abort.CancelAsync();
        await StopAsync(abort.Token);
    }

    private Task Latest()
    {
        lock (gate)
        {
            return running;
        }
    }

    private void Turn()
    {
        lock (gate)
        {
            // The end of a round is the next turn.
            if (timer is null || isRunning)
            {
                return;
            }

            if (again)
            {
                (again, cause, due) = (false, RoundCause.Start, Now);
            }

            if (Now < due)
            {
                SetTimer();
                return;
            }

            isRunning = true;
            running = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        var failed = true;
        try
        {
            await round(cause, abort.Token);
            failed = false;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever a round throws, the next one comes.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!failing)
            {
                Log.Failed(log, error.GetType(), error.StackTrace);
            }
        }

        lock (gate)
        {
            failing = failed;
            cause = failed ? cause : RoundCause.Interval;
            due = Now + interval;
            isRunning = false;
            Turn();
        }
    }

    private void SetTimer() => timer?.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((due - Now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A round failed with {Error}; it comes again. Further failures in a row are not told.\n{Place}")]
        public static partial void Failed(ILogger log, Type error, string? place);
    }
}
