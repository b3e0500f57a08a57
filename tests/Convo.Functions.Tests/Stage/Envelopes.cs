using System.Text.Json;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Tests.Stage;

/// <summary>Envelopes as the Functions host writes them.</summary>
internal static class Envelopes
{
    public const string Timer =
        """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00",
        "Next":"2026-11-22T03:38:00+00:00","LastUpdated":"0001-01-01T00:00:00+00:00"},"IsPastDue":false}},
        "Metadata":{"sys":{"MethodName":"sweep","UtcNow":"2026-11-22T03:38:00.0019258Z","RandGuid":"e4b26340-647f-4712-ada4-eb15d220333a"}}}
        """;

    /// <summary>A message of a queue: the text as a JSON string within a JSON string, as a real host sends it.</summary>
    public static string Queue(string text, string metadata = "\"DequeueCount\":\"1\"") => Of(Quoted(Quoted(text)), metadata);

    public static string Queue(WorkItem hint) => Queue(hint.Encode());

    /// <summary>A message whose value under <c>msg</c> is given as JSON.</summary>
    public static string Of(string value, string metadata = "") => $$$"""{"Data":{"msg":{{{value}}}},"Metadata":{{{{metadata}}}}}""";

    public static string Quoted(string text) => JsonSerializer.Serialize(text);
}
