using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Convo.Functions.HostStandIn.Triggers;

/// <summary>
/// What the handler is sent for a trigger: <c>{"Data":{…},"Metadata":{…}}</c>, written with Newtonsoft.Json as the host does, so that escapes, dates and
/// the treatment of odd numbers are the same.
/// </summary>
internal static class Envelope
{
    private const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <param name="binding">The trigger binding's name.</param>
    /// <param name="value">What the trigger was set off with.</param>
    /// <param name="metadata">The binding data, in order.</param>
    public static byte[] Of(string binding, object value, IEnumerable<KeyValuePair<string, object>> metadata)
    {
        var parts = new JObject();
        foreach (var (name, part) in metadata)
        {
            // What names the trigger itself is left out.
            if (!name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
            {
                parts[name] = Part(part);
            }
        }

        var envelope = new JObject { ["Data"] = new JObject { [binding] = Part(value) }, ["Metadata"] = parts };
        return Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(envelope));
    }

    // Objects stay objects, times lose their fractions; all else is JSON in a JSON string.
    private static JToken Part(object value) => value switch
    {
        JObject json => json,
        DateTimeOffset time => time.ToString(WholeSeconds),
        _ => JsonConvert.SerializeObject(value),
    };
}
