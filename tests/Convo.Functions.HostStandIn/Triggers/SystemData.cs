using Newtonsoft.Json.Linq;

namespace Convo.Functions.HostStandIn.Triggers;

/// <summary>The binding data <c>sys</c>, which every invocation has.</summary>
internal static class SystemData
{
    public static KeyValuePair<string, object> Of(string function, DateTimeOffset now) => new("sys", new JObject
    {
        ["MethodName"] = function,
        ["UtcNow"] = now.UtcDateTime,
        ["RandGuid"] = Guid.CreateVersion7(now).ToString(),
    });
}
