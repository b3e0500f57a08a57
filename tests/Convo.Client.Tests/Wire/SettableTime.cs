namespace Convo.Client.Tests.Wire;

/// <summary>
/// A clock that stands still until it is told to move. Waits up to <see cref="PassesAtOnce"/> end at once and are noted, so that a test
/// of pauses neither sleeps nor races; longer ones end when <see cref="Advance"/> reaches them.
/// </summary>
internal sealed class SettableTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Wait> _waits = [];
    private readonly List<TimeSpan> _passed = [];
    private DateTimeOffset _now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    internal TimeSpan PassesAtOnce { get; init; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyList<TimeSpan> Passed
    {
        get
        {
            lock (_gate)
            {
                return [.. _passed];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, () => callback(state));
        wait.Change(dueTime, period);
        return wait;
    }

    internal void Advance(TimeSpan by)
    {
        Wait[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _waits.Where(wait => wait.Due <= _now)];
            _waits.RemoveAll(due.Contains);
        }

        Array.ForEach(due, wait => wait.Ring());
    }

    private sealed class Wait(SettableTime time, Action ring) : ITimer
    {
        internal DateTimeOffset Due { get; private set; }

        internal void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                Dispose();
                return true;
            }

            lock (time._gate)
            {
                if (dueTime > time.PassesAtOnce)
                {
                    Due = time._now + dueTime;
                    time._waits.Add(this);
                    return true;
                }

                time._now += dueTime;
                time._passed.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(_ => ring());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._waits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
