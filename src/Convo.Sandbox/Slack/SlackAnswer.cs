using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>Writes Slack's answers.</summary>
internal static class SlackAnswer
{
    public static Task WriteAsync(HttpContext context, SlackRefusal refusal) => WriteAsync(context, refusal.ToJson());

    public static async Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        answer.WriteTo(json);
        await json.FlushAsync(context.RequestAborted);
    }
}
