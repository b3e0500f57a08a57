namespace Convo.Client.Tests.Wire;

/// <summary>
/// A clock that stands still until it is told to move. Waits up to <see cref="PassesAtOnce"/> end at once and are noted, so that a test
/// of pauses neither sleeps nor races; longer ones end when <see cref="Advance"/> reaches them.
/// </summary>
internal sealed class SettableTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Wait> waits = [];
    private readonly List<TimeSpan> passed = [];
    private DateTimeOffset now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    internal TimeSpan PassesAtOnce { get; init; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyList<TimeSpan> Passed
    {
        get
        {
            lock (gate)
            {
                return [.. passed];
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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, () => callback(state));
        wait.Change(dueTime, period);
        return wait;
    }

    internal void Advance(TimeSpan by)
    {
        Wait[] due;
        lock (gate)
        {
            now += by;
            due = [.. waits.Where(wait => wait.Due <= now)];
            waits.RemoveAll(due.Contains);
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

            lock (time.gate)
            {
                if (dueTime > time.PassesAtOnce)
                {
                    Due = time.now + dueTime;
                    time.waits.Add(this);
                    return true;
                }

                time.now += dueTime;
                time.passed.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(_ => ring());
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.waits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
