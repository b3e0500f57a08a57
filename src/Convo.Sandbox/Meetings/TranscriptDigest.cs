using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>
/// Key points for a meeting that came without: the longest things said make the section, promises ("I will ...") make the action items. It
/// stands in for Convo's model, so it is plain and repeatable, not clever.
/// </summary>
internal static class TranscriptDigest
{
    private const int MostPoints = 5;
    private static readonly string[] Promises = ["I will ", "I'll ", "we will ", "we'll ", "ich werde ", "wir werden "];
    private static readonly string[] Agreements = ["agreed", "decided", "beschlossen"];

    public static KeypointsDocument Of(Conversation conversation)
    {
        var said = conversation.Segments;
        var points = said.OrderByDescending(s => s.Text.Length).Take(MostPoints).OrderBy(s => s.At);
        var json = new JsonObject
        {
            ["title"] = conversation.Title,
            ["sections"] = said.Count == 0
                ? []
                : new JsonArray(new JsonObject { ["heading"] = "Discussion", ["points"] = TextArray(points.Select(s => s.Text)) }),
            ["decisions"] = TextArray(said.Where(s => Mentions(s.Text, Agreements)).Select(s => s.Text)),
            ["actionItems"] = new JsonArray([.. said
                .Where(s => Mentions(s.Text, Promises))
                .Select(s => (JsonNode)new JsonObject { ["item"] = s.Text, ["owner"] = s.Speaker, ["confidence"] = 0.5, ["priority"] = "medium" })]),
            ["participants"] = TextArray(said.Select(s => s.Speaker).Distinct()),
            ["importantDates"] = new JsonArray(),
        };
        var element = JsonSerializer.Deserialize(json.ToJsonString(), MeetingJson.Wire.JsonElement);
        var (document, error) = KeypointsDocument.Read(element);
        return document ?? throw new InvalidOperationException(error);
    }

    private static bool Mentions(string text, string[] words) => words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static JsonArray TextArray(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]);
}
