using Newtonsoft.Json.Linq;

namespace Convo.Functions.HostStandIn.Triggers.Timers;

/// <summary>What the host sends for a timer: the state of its schedule.</summary>
internal static class TimerBindingData
{
    public static JObject Of(ScheduleStatus? status, bool isPastDue) => new()
    {
        ["Schedule"] = new JObject { ["AdjustForDST"] = true },
        ["ScheduleStatus"] = status is null ? JValue.CreateNull() : new JObject
        {
            ["Last"] = status.Last,
            ["Next"] = status.Next,
            ["LastUpdated"] = status.LastUpdated,
        },
        ["IsPastDue"] = isPastDue,
    };
}
