namespace Convo.Sandbox.ConvoApi;

/// <summary>The rolling hour of calls: a call is counted for exactly 60 minutes. Refused calls are not counted.</summary>
internal sealed class HourlyWindow(int limit, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private readonly Queue<long> calls = new();
    private int limit = limit;
    private long counted;
    private long refused;
    private int most;

    /// <summary>What was counted since the start: calls in all, calls that were refused, and the most that were in the window at once.</summary>
    public (long Calls, long Refused, int Most) Count
    {
        get
        {
            lock (gate)
            {
                return (counted, refused, most);
            }
        }
    }

    /// <summary>Calls an hour.</summary>
    public int Limit
    {
        set
        {
            lock (gate)
            {
                limit = value;
            }
        }
    }

    /// <summary>Counts one call if there is room.</summary>
    /// <param name="state">The window after the call, for the X-RateLimit headers.</param>
    /// <returns>False when the hour is full; nothing was counted then.</returns>
    public bool TryTake(out State state)
    {
        lock (gate)
        {
            // Monotonic: a wall clock set backwards neither frees nor blocks calls.
            var now = clock.GetTimestamp();
            while (calls.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= Length)
            {
                calls.Dequeue();
            }

            var taken = calls.Count < limit;
            if (taken)
            {
                calls.Enqueue(now);
                counted++;
                most = Math.Max(most, calls.Count);
            }
            else
            {
                refused++;
            }

            var untilReset = calls.TryPeek(out var first) ? Length - clock.GetElapsedTime(first, now) : TimeSpan.Zero;
            var seconds = (int)Math.Ceiling(untilReset.TotalSeconds);
            state = new(limit, Math.Max(0, limit - calls.Count), clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds(), Math.Max(1, seconds));
            return taken;
        }
    }

    /// <summary>The window as the headers show it.</summary>
    /// <param name="Limit">Calls an hour.</param>
    /// <param name="Remaining">Calls left.</param>
    /// <param name="ResetsAt">When the oldest counted call leaves the window, unix seconds.</param>
    /// <param name="RetryAfterSeconds">Whole seconds until then, at least 1.</param>
    internal readonly record struct State(int Limit, int Remaining, long ResetsAt, int RetryAfterSeconds);
}
