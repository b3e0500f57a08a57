using Convo.Functions.HostStandIn.App;

namespace Convo.Functions.HostStandIn.Triggers.Timers;

/// <summary>Runs one timer function by its schedule, one run at a time, and makes good a run that was missed while the host was down.</summary>
/// <param name="function">The function.</param>
/// <param name="statuses">What was remembered of it.</param>
/// <param name="calls">Calls the handler.</param>
/// <param name="clock">The time.</param>
internal sealed class TimerListener(FunctionDefinition.Timer function, ScheduleStatuses statuses, TriggerCalls calls, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Schedule schedule = new(function.Schedule);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly long origin = clock.GetTimestamp();
    private ITimer? timer;
    private Task running = Task.CompletedTask;
    private TimeSpan due;
    private Cause cause = Cause.Schedule;
    private bool isMonitored;
    private ScheduleStatus status = new(DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    private enum Cause
    {
        Schedule,
        PastDue,
        Startup,
    }

    private TimeSpan Elapsed => clock.GetElapsedTime(origin);

    // Under the lock.
    private bool IsTime => running.IsCompleted && Elapsed >= due;

    public void Start()
    {
        var now = clock.GetUtcNow();
        isMonitored = schedule.IsMonitored(now);
        var remembered = isMonitored ? statuses[function.Name] : null;
        status = remembered ?? new ScheduleStatus(DateTimeOffset.MinValue, schedule.After(now), DateTimeOffset.MinValue);
        if (isMonitored && remembered is null)
        {
            // Written at the first start, so that an occurrence missed before the first run counts as missed.
            statuses[function.Name] = status with { LastUpdated = now };
        }

        cause = remembered?.Next < now ? Cause.PastDue : function.RunsOnStartup ? Cause.Startup : Cause.Schedule;
        lock (gate)
        {
            timer = clock.CreateTimer(_ => Ring(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Plan(cause is Cause.Schedule ? status.Next - now : TimeSpan.Zero);
        }

        _ = Turn();
    }

    /// <summary>Completes when no run is due at the clock's present time and none goes on.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        while (Turn() is { IsCompleted: false } run)
        {
            await run.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            last = running;
        }

        await stop.CancelAsync();
        await last.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    /// <summary>
    /// A timer may ring a little early by the clock that counts, or while the run that has set it is about to end; then it is set again, or it would never
    /// ring any more.
    /// </summary>
    private void Ring()
    {
        lock (gate)
        {
            if (!IsTime)
            {
                var wait = due - Elapsed;
                Set(wait > Moment ? wait : Moment);
                return;
            }
        }

        _ = Turn();
    }

    /// <summary>Runs the function where it is due.</summary>
    private Task Turn()
    {
        lock (gate)
        {
            if (timer is not null && IsTime)
            {
                running = Task.Run(RunAsync);
            }

            return running;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Plan(TimeSpan wait)
    {
        due = Elapsed + wait;
        Set(wait);
    }

    // Timers count whole milliseconds. Under the lock.
    private void Set(TimeSpan wait) =>
        timer?.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    private async Task RunAsync()
    {
        var (why, began) = (cause, clock.GetUtcNow());
        var state = TimerBindingData.Of(isMonitored ? status : null, why is Cause.PastDue);
        try
        {
            await calls.InvokeAsync(function.Name, Envelope.Of(function.Binding, state, [SystemData.Of(function.Name, clock.GetUtcNow())]), stop.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        // Rung a little early, the same occurrence must not come again.
        var last = why is Cause.Schedule && status.Next > began ? status.Next : began;
        status = new ScheduleStatus(last, schedule.After(last), last);
        if (isMonitored)
        {
            statuses[function.Name] = status;
        }

        lock (gate)
        {
            cause = Cause.Schedule;
            Plan(status.Next - clock.GetUtcNow());
        }
    }
}
