using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Triggers.Timers;

namespace Convo.Functions.HostStandIn;

/// <summary>What a stand-in host is started with.</summary>
/// <param name="Root">The function app's root folder, as it is published.</param>
public sealed record StandInOptions(string Root)
{
    /// <summary>How HTTP requests are handed on.</summary>
    public required HostMode Mode { get; init; }

    /// <summary>The app settings, which the handler finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The time of schedules, time-outs and crashes. Storage and the probe of the start go by the real one.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What functionTimeout is measured with, where that isn't <see cref="Clock"/>: a clock that jumps has not made a call take long.</summary>
    public TimeProvider? CallClock { get; init; }

    /// <summary>What the pauses between two looks into a queue are measured with.</summary>
    public TimeProvider PollClock { get; init; } = TimeProvider.System;

    /// <summary>What runs the functions; null for the program that <c>host.json</c> names.</summary>
    public IHandlerProgram? Handler { get; init; }

    /// <summary>The port to the outside; 0 for any.</summary>
    public int Port { get; init; }

    /// <summary>What is remembered of the timers; the same for two hosts that follow each other.</summary>
    public ScheduleStatuses Statuses { get; init; } = new();

    /// <summary>False for a host whose triggers sleep: HTTP only.</summary>
    public bool HasTriggers { get; init; } = true;
}
