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

        try
        {
            var shape = json.Deserialize(MeetingJson.Wire.KeypointsShape)!;
            if (shape.Fault() is { } fault)
            {
                return (null, fault);
            }

            // Written once, so that text no writer can write (a lone surrogate) is refused here and not on every later read.
            return (new(JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(json, MeetingJson.Wire.JsonElement), MeetingJson.Wire.JsonElement), shape), null);
        }
        catch (JsonException e)
        {
            return (null, $"keypoints has a wrong type at {e.Path ?? "$"}");
        }
        catch (InvalidOperationException)
        {
            return (null, "keypoints holds text that is not valid Unicode");
        }
    }
}
