namespace Convo.Functions.Core.Tests.Budgets;

/// <summary>Convo's own count: a call counts for exactly an hour from its arrival.</summary>
internal sealed class RollingHour(int limit, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = new();

    /// <summary>All calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The most that were in any hour.</summary>
    public int Most { get; private set; }

    /// <summary>Takes a call, over the limit or not.</summary>
    /// <returns>What the header says is left.</returns>
    public int Arrive()
    {
        lock (gate)
        {
            while (calls.TryPeek(out var oldest) && oldest + TimeSpan.FromHours(1) <= clock.GetUtcNow())
            {
                calls.Dequeue();
            }

            calls.Enqueue(clock.GetUtcNow());
            Calls++;
            Most = Math.Max(Most, calls.Count);
            return Math.Max(0, limit - calls.Count);
        }
    }
}
