namespace Convo.Functions.Tests.Shared;

/// <summary>
/// A clock that stands still until it is moved. Timers ring on the thread that moves it, in the order of their times, each with the clock at its own time.
/// Not Microsoft's FakeTimeProvider, which does not tell how many timers wait: by that a test knows that a call has come to its pause.
/// </summary>
public sealed class TestClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TestTimer> timers = [];
    private DateTimeOffset now = start ?? new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan end;
        lock (gate)
        {
            end = elapsed + by;
        }

        while (NextUntil(end) is { } timer)
        {
            timer.Ring();
        }
    }

    /// <summary>Sets the wall clock, as a correction by the network or a person would: no time passes, no timer rings.</summary>
    public void SetWallClock(DateTimeOffset to)
    {
        lock (gate)
        {
            now = to;
        }
    }

    /// <summary>Goes to the next timer that rings until then, or to the end where there is none.</summary>
    private TestTimer? NextUntil(TimeSpan end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            var to = next?.Due ?? end;
            if (to > elapsed)
            {
                now += to - elapsed;
                elapsed = to;
            }

            if (next is not null)
            {
                timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class TestTimer(TestClock clock, Action ring) : ITimer
    {
        private TimeSpan period;
        private bool disposed;

        public TimeSpan Due { get; private set; }

        public void Ring()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                clock.timers.Remove(this);
                period = newPeriod;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock.elapsed + dueTime;
                clock.timers.Add(this);
            }

            if (dueTime <= TimeSpan.Zero)
            {
                // What is due at once must not wait for the clock to be moved; nor run under the caller's locks.
                ThreadPool.QueueUserWorkItem(_ => clock.RingNow(this));
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private void RingNow(TestTimer timer)
    {
        lock (gate)
        {
            if (!timers.Remove(timer))
            {
                return; // The clock was moved meanwhile, and it rang then.
            }
        }

        timer.Ring();
    }
}
