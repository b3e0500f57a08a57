namespace Convo.Functions.Standalone.Pump;

/// <summary>Why a sweep runs.</summary>
public enum SweepCause
{
    /// <summary>
    /// The program has started: hints that it held when it ended are lost, so whatever is open is worth a look. Said until one sweep has gone through.
    /// </summary>
    Start,

    /// <summary>The interval is over.</summary>
    Interval,
}

/// <summary>Runs the sweep at the start and then at an interval, one at a time; a failed one is followed by the next.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="interval">From the end of one sweep to the begin of the next.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed partial class SweepTimer(Func<SweepCause, CancellationToken, Task> sweep, TimeSpan interval, TimeProvider clock, ILogger<SweepTimer> log)
    : IHostedService, IAsyncDisposable
{
    /// <summary>The usual interval.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource abort = new();
    private readonly long origin = clock.GetTimestamp();
    private ITimer? timer;
    private Task running = Task.CompletedTask;
    private TimeSpan due;
    private SweepCause cause = SweepCause.Start;
    private bool failing;

    private TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>Begins the first sweep, and does not wait for it.</summary>
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

    /// <summary>Sweeps no more, and waits for a sweep that runs until <paramref name="cancellationToken"/> is cancelled; then that is cancelled too.</summary>
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

    /// <summary>Completes when no sweep runs and none is due at the clock's present time. For tests.</summary>
    public Task SettleAsync(CancellationToken cancellation)
    {
        Turn();
        lock (gate)
        {
            return running.WaitAsync(cancellation);
        }
    }

    /// <summary>Stops at once: cancels a sweep that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (abort.IsCancellationRequested)
        {
            return;
        }

        await abort.CancelAsync();
        await StopAsync(abort.Token);
    }

    private void Turn()
    {
        lock (gate)
        {
            // The end of a sweep sets the timer again.
            if (timer is null || !running.IsCompleted)
            {
                return;
            }

            if (Now < due)
            {
                SetTimer();
                return;
            }

            running = Task.Run(SweepAsync);
        }
    }

    private async Task SweepAsync()
    {
        var failed = true;
        try
        {
            await sweep(cause, abort.Token);
            failed = false;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever a sweep throws, the next one comes.
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
            cause = failed ? cause : SweepCause.Interval;
            due = Now + interval;
            SetTimer();
        }
    }

    private void SetTimer() => timer?.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((due - Now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A round of the sweep, the poll or the calendars failed with {Error}; it comes again. Further failures in a row are not told.\n{Place}")]
        public static partial void Failed(ILogger log, Type error, string? place);
    }
}
