using System.Text.Json;

namespace Convo.Sandbox.Meetings;

/// <summary>A key-points document as it is served: word for word what was played, unknown members too, once its known members have Convo's types.</summary>
internal sealed class KeypointsDocument
{
    private KeypointsDocument(JsonElement json, KeypointsShape shape)
    {
        Json = json;
        SectionCount = shape.Sections?.Count ?? 0;
        ActionItemCount = shape.ActionItems?.Count ?? 0;
    }

    public JsonElement Json { get; }

    public int SectionCount { get; }

    public int ActionItemCount { get; }

    /// <summary>Reads a document.</summary>
    /// <returns>The document, or a message that says what is wrong with it.</returns>
    public static (KeypointsDocument? Document, string? Error) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "keypoints must be an object");
        }

        if (!json.IsWritable())
        {
            return (null, "keypoints holds text that is not valid Unicode");
        }

        try
        {
            var shape = json.Deserialize(MeetingJson.Wire.KeypointsShape)!;
            return shape.Fault() is { } fault ? (null, fault) : (new(json.Clone(), shape), null);
        }
        catch (JsonException e)
        {
            return (null, $"keypoints has a wrong type at {e.Path ?? "$"}");
        }
    }
}
