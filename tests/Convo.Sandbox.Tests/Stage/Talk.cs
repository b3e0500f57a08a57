using System.Text.Json.Nodes;

namespace Convo.Sandbox.Tests.Stage;

/// <summary>Meetings for tests.</summary>
internal static class Talk
{
    /// <summary>The body that plays a meeting of so many segments, told by You and Marit in turn.</summary>
    public static string Of(int segments, string? account = null) => new JsonObject
    {
        ["account"] = account,
        ["meeting"] = new JsonObject
        {
            ["title"] = "Freight",
            ["start"] = "2026-05-11T08:30:00Z",
            ["minutes"] = 20,
            ["segments"] = new JsonArray([.. Enumerable.Range(0, segments).Select(n => (JsonNode)new JsonObject
            {
                ["speaker"] = n % 2 == 0 ? "You" : "Marit",
                ["text"] = n % 2 == 0 ? $"Point {n}: do we ship by road?" : $"Agreed, I will book lorry {n} for the first batch and tell the customs office.",
            })]),
        },
    }.ToJsonString();

    /// <summary>How many AI credits the account has used this month.</summary>
    public static async Task<int> UsedAsync(TestSandbox sandbox, string key = TestSandbox.Key) =>
        (int)(await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: key)).Json["data"]!["apiUsage"]!["aiGenerations"]!["used"]!;
}
