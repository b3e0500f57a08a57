using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Tests.Stage;

/// <summary>An HTTP answer, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new JsonException("null is no answer");

    /// <summary>The code of a Convo error, or Slack's name of an error, or the control API's message.</summary>
    public string? Error => Json["error"] is JsonObject convo ? (string?)convo["code"] : (string?)Json["error"];

    public static Answer Of(HttpResponseMessage response, string text) => new(
        response.StatusCode,
        text,
        response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
}
