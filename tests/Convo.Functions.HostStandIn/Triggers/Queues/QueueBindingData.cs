using Azure.Storage.Queues.Models;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Convo.Functions.HostStandIn.Triggers.Queues;

/// <summary>
/// What the host tells beside a queue message. The properties of a message that is a JSON object are put over it, whatever the letter case of their
/// names: that is the real host's way, and the reason to trust none of it.
/// </summary>
internal static class QueueBindingData
{
    public static IEnumerable<KeyValuePair<string, object>> Of(string function, QueueMessage message, DateTimeOffset now)
    {
        var data = new OrderedDictionary<string, object>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = message.Body.ToString(),
            ["DequeueCount"] = message.DequeueCount,
            ["ExpirationTime"] = message.ExpiresOn ?? DateTimeOffset.MaxValue,
            ["Id"] = message.MessageId,
            ["InsertionTime"] = message.InsertedOn ?? DateTimeOffset.MinValue,
            ["NextVisibleTime"] = message.NextVisibleOn ?? DateTimeOffset.MaxValue,
            ["PopReceipt"] = message.PopReceipt,
        };
        var system = SystemData.Of(function, now);
        data[system.Key] = system.Value;
        foreach (var (name, value) in PropertiesOf(message.Body.ToString()))
        {
            data[name] = value;
        }

        return data;
    }

    // Arrays are left out; what isn't an object has no properties.
    private static IEnumerable<(string Name, object Value)> PropertiesOf(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return [];
        }

        try
        {
            return [.. JObject.Parse(text).Properties()
                .Where(property => property.Value.Type is not (JTokenType.Array or JTokenType.Null))
                .Select(property => (property.Name, property.Value is JObject json ? json : (object)(string)property.Value!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
