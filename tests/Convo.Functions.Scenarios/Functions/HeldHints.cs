using Convo.Functions.Core.Ports;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>
/// Holds hints that are sent with a delay until the scenario's clock says that it is over, and sends them without one then: a real queue counts delays by
/// real time, which no scenario can move.
/// </summary>
/// <param name="clock">The scenario's clock. Delays run on its monotonic time, as in the queue: a corrected wall clock does not move them.</param>
/// <param name="sent">Told after each hint that can be read at once.</param>
public sealed class HeldHints(TimeProvider clock, Action sent)
{
    private readonly Lock gate = new();
    private readonly List<Held> held = [];
    private readonly List<Task> sending = [];
    private readonly long origin = clock.GetTimestamp();

    private int lost;

    /// <summary>Whether hints get lost on their way.</summary>
    public bool AreLost { get; set; }

    /// <summary>How many got lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    private TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>A queue whose delays run on the scenario's clock.</summary>
    public IQueues Around(IQueues inner) => new Queue(inner, this);

    /// <summary>Sends what is due at the clock's present time; true where there was something.</summary>
    public async Task<bool> SendDueAsync()
    {
        SendDue();
        Task[] open;
        lock (gate)
        {
            open = [.. sending];
            sending.Clear();
        }

        await Task.WhenAll(open);
        return open.Length > 0;
    }

    private void SendDue()
    {
        lock (gate)
        {
            var now = Now;
            foreach (var one in held.FindAll(one => one.Due <= now))
            {
                held.Remove(one);
                one.Timer?.Dispose();
                sending.Add(Task.Run(() => SendAsync(one.Inner, one.Item, CancellationToken.None)));
            }
        }
    }

    private async Task SendAsync(IQueues inner, WorkItem item, CancellationToken cancellation)
    {
        await inner.SendAsync(item, TimeSpan.Zero, cancellation);
        sent();
    }

    private void Hold(IQueues inner, WorkItem item, TimeSpan delay)
    {
        lock (gate)
        {
            var one = new Held(inner, item, Now + delay);
            held.Add(one);

            // Timers count whole milliseconds; one that rings early would find nothing due.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
            one.Timer = clock.CreateTimer(_ => SendDue(), state: null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed record Held(IQueues Inner, WorkItem Item, TimeSpan Due)
    {
        public ITimer? Timer { get; set; }
    }

    private sealed class Queue(IQueues inner, HeldHints hints) : IQueues
    {
        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
        {
            if (hints.AreLost)
            {
                Interlocked.Increment(ref hints.lost);
                return Task.CompletedTask;
            }

            if (delay <= TimeSpan.Zero)
            {
                return hints.SendAsync(inner, item, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            hints.Hold(inner, item, delay);
            return Task.CompletedTask;
        }
    }
}
