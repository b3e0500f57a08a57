namespace Convo.Sandbox.Clock;

/// <summary>
/// A timer of <see cref="SandboxClock"/>: it keeps its due time in the clock's monotonic time and lets a timer of the clock below wake it, which
/// the clock re-arms after every move.
/// </summary>
internal sealed class SandboxTimer : ITimer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private readonly Lock gate = new();
    private readonly SandboxClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private readonly ITimer alarm;
    private TimeSpan? dueAt;
    private TimeSpan period = Timeout.InfiniteTimeSpan;
    private bool disposed;

    public SandboxTimer(SandboxClock clock, TimeProvider underlying, TimerCallback callback, object? state)
    {
        this.clock = clock;
        this.callback = callback;
        this.state = state;
        alarm = underlying.CreateTimer(static self => ((SandboxTimer)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }

            this.period = period;
            Arm(dueTime);
            return true;
        }
    }

    /// <summary>Sets the alarm anew after the clock has been moved.</summary>
    public void Rearm()
    {
        lock (gate)
        {
            if (!disposed && dueAt is { } due)
            {
                SetAlarm(due - clock.Elapsed);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            dueAt = null;
        }

        clock.Track(this, armed: false);
        alarm.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(TimeSpan dueTime)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            dueAt = null;
            clock.Track(this, armed: false);
            alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        dueAt = clock.Elapsed + dueTime;
        // Known to the clock before the alarm is set: a move in between then finds it.
        clock.Track(this, armed: true);
        SetAlarm(dueAt.Value - clock.Elapsed);
    }

    private void SetAlarm(TimeSpan wait)
    {
        var bounded = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
        alarm.Change(bounded, Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        lock (gate)
        {
            if (disposed || dueAt is not { } due)
            {
                return;
            }

            var remaining = due - clock.Elapsed;
            if (remaining > TimeSpan.Zero)
            {
                SetAlarm(remaining);
                return;
            }

            // A period of zero means once, as for the system's timers.
            Arm(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
        }

        if (context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(context, static self => ((SandboxTimer)self!).callback(((SandboxTimer)self).state), this);
    }
}
