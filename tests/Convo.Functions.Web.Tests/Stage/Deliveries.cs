namespace Convo.Functions.Web.Tests.Stage;

/// <summary>Bodies as Convo sends them.</summary>
internal static class Deliveries
{
    /// <summary>The body of the documented scheme's own example; signed with the example secret it gives a known signature.</summary>
    public const string Documented =
        """{"event":"conversation.keypoints.ready","data":{"conversationId":"sess_7hk20q","title":"Supplier kickoff"},"""
        + "\"timestamp\":\"2026-05-11T09:06:11.000Z\"}";

    public static string Ready(string conversationId, string more = "") =>
        $$$"""{"event":"conversation.keypoints.ready","data":{"conversationId":"{{{conversationId}}}","title":"Supplier kickoff"},"""
        + $$"""
        "timestamp":"{{Now()}}"{{more}}}
        """;

    public static string Now() => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
