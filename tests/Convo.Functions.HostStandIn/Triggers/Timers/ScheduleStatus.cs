using System.Collections.Concurrent;

namespace Convo.Functions.HostStandIn.Triggers.Timers;

/// <summary>What the host remembers of a timer.</summary>
/// <param name="Last">When it ran last; the year 1 where it never did.</param>
/// <param name="Next">When it is to run next.</param>
/// <param name="LastUpdated">When this was written; the year 1 where it never was.</param>
public sealed record ScheduleStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);

/// <summary>The statuses of the timers of an app. The real host keeps them in blobs; these live as long as a test hands them from host to host.</summary>
public sealed class ScheduleStatuses
{
    private readonly ConcurrentDictionary<string, ScheduleStatus> byTimer = new();

    /// <summary>The status of a timer; null where it never had one.</summary>
    public ScheduleStatus? this[string timer]
    {
        get => byTimer.GetValueOrDefault(timer);
        internal set => byTimer[timer] = value!;
    }
}
