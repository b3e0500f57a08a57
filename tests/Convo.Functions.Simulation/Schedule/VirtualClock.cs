using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Schedule;

/// <summary>The world's time. It moves when the scheduler says so, and fires the timers that it passes.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null where none is set.</summary>
    public DateTimeOffset? NextTimer => timers.Count is 0 ? null : timers.Min(t => t.Due);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    /// <summary>Moves on and fires what is due, in order. Time never goes back.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        while (timers.Where(t => t.Due <= time).MinBy(t => t.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            timers.Remove(next);
            next.Fire();
        }

        now = time > now ? time : now;
    }

    /// <summary>The clock as one instance sees it: the timers of a dead one don't fire.</summary>
    public TimeProvider For(Instance instance) => new InstanceClock(this, instance);

    private VirtualTimer Add(Func<bool> isAlive, TimerCallback callback, object? state, TimeSpan due)
    {
        var timer = new VirtualTimer(this, isAlive, () => callback(state));
        timer.Change(due, Timeout.InfiniteTimeSpan);
        return timer;
    }

    private sealed class InstanceClock(VirtualClock world, Instance instance) : TimeProvider
    {
        public override long TimestampFrequency => world.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => world.now;

        public override long GetTimestamp() => world.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            world.Add(() => instance.IsAlive, callback, state, dueTime);
    }

    private sealed class VirtualTimer(VirtualClock clock, Func<bool> isAlive, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.timers.Remove(this);

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock.now + dueTime;
                clock.timers.Add(this);
            }

            return true;
        }

        public void Fire()
        {
            if (isAlive())
            {
                fire();
            }
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
