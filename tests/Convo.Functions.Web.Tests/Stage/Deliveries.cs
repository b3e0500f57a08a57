namespace Convo.Functions.Web.Tests.Stage;

/// <summary>Bodies as Convo sends them.</summary>
internal static class Deliveries
{
    public static string Ready(string conversationId, string more = "") =>
        $$$"""{"event":"conversation.keypoints.ready","data":{"conversationId":"{{{conversationId}}}","title":"Supplier kickoff"},"timestamp":"{{{Now()}}}"{{{more}}}}""";

    public static string Now() => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
