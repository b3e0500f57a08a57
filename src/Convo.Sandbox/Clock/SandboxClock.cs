namespace Convo.Sandbox.Clock;

/// <summary>
/// The system's clock with a movable offset. One instance can serve the sandbox and the program under trial, so that both see the same time
/// when <c>POST /control/clock</c> moves it.
/// </summary>
/// <remarks>
/// <see cref="Advance"/> moves the wall time and the monotonic time: timers whose due time is passed fire at once, each one time, however many
/// of its periods were skipped. <see cref="Set"/> to an earlier moment moves the wall time alone, as a corrected system clock would: running
/// timers neither notice nor fire twice.
/// </remarks>
/// <param name="underlying">The clock below; the system's own when null.</param>
public sealed class SandboxClock(TimeProvider? underlying = null) : TimeProvider
{
    /// <summary>The longest single move, so that no due time overflows: ten years of 366 days.</summary>
    public static readonly TimeSpan LongestMove = TimeSpan.FromDays(3660);

    private readonly TimeProvider underlying = underlying ?? System;
    private readonly Lock gate = new();
    private readonly HashSet<SandboxTimer> timers = [];
    private TimeSpan wallOffset;
    private TimeSpan monotonicOffset;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => underlying.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return underlying.GetUtcNow() + wallOffset;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SandboxTimer(this, underlying, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves wall time and monotonic time forward and fires the timers that have become due.</summary>
    /// <param name="by">How far; from zero to <see cref="LongestMove"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative or longer than <see cref="LongestMove"/>.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, LongestMove);
        SandboxTimer[] armed;
        lock (gate)
        {
            wallOffset += by;
            monotonicOffset += by;
            armed = [.. timers];
        }

        foreach (var timer in armed)
        {
            timer.Rearm();
        }
    }

    /// <summary>Sets the wall time. A later moment is an <see cref="Advance"/>; an earlier one moves the wall time alone.</summary>
    /// <param name="to">The moment that the clock shows from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The move is longer than <see cref="LongestMove"/>.</exception>
    public void Set(DateTimeOffset to)
    {
        var by = to - GetUtcNow();
        if (by >= TimeSpan.Zero)
        {
            Advance(by);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(by, -LongestMove);
        lock (gate)
        {
            wallOffset += by;
        }
    }

    /// <summary>Monotonic time since an arbitrary start; moved by <see cref="Advance"/>, never backwards.</summary>
    internal TimeSpan Elapsed
    {
        get
        {
            lock (gate)
            {
                return underlying.GetElapsedTime(0) + monotonicOffset;
            }
        }
    }

    internal void Track(SandboxTimer timer, bool armed)
    {
        lock (gate)
        {
            if (armed)
            {
                timers.Add(timer);
            }
            else
            {
                timers.Remove(timer);
            }
        }
    }
}
