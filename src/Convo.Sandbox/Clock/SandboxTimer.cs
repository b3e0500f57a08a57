namespace Convo.Sandbox.Clock;

/// <summary>
/// A timer of <see cref="SandboxClock"/>: it keeps its due time in the clock's monotonic time and lets a timer of the clock below wake it, which
/// the clock re-arms after every move.
/// </summary>
internal sealed class SandboxTimer : ITimer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private readonly Lock _gate = new();
    private readonly SandboxClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly ITimer _alarm;
    private TimeSpan? _dueAt;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    public SandboxTimer(SandboxClock clock, TimeProvider underlying, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _alarm = underlying.CreateTimer(static self => ((SandboxTimer)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            Arm(dueTime);
            return true;
        }
    }

    /// <summary>Sets the alarm anew after the clock has been moved.</summary>
    public void Rearm()
    {
        lock (_gate)
        {
            if (!_disposed && _dueAt is { } dueAt)
            {
                SetAlarm(dueAt - _clock.Elapsed);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _dueAt = null;
        }

        _clock.Track(this, armed: false);
        _alarm.Dispose();
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
            _dueAt = null;
            _clock.Track(this, armed: false);
            _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        _dueAt = _clock.Elapsed + dueTime;
        // Known to the clock before the alarm is set: a move in between then finds it.
        _clock.Track(this, armed: true);
        SetAlarm(_dueAt.Value - _clock.Elapsed);
    }

    private void SetAlarm(TimeSpan wait)
    {
        var bounded = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
        _alarm.Change(bounded, Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_disposed || _dueAt is not { } dueAt)
            {
                return;
            }

            var remaining = dueAt - _clock.Elapsed;
            if (remaining > TimeSpan.Zero)
            {
                SetAlarm(remaining);
                return;
            }

            // A period of zero means once, as for the system's timers.
            Arm(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
        }

        if (_context is null)
        {
            _callback(_state);
            return;
        }

        ExecutionContext.Run(_context, static self => ((SandboxTimer)self!)._callback(((SandboxTimer)self)._state), this);
    }
}
