using System.Text.Json;

namespace Convo.Sandbox.Meetings;

/// <summary>A feedback document as it is served: word for word what was played, once its known members have Convo's types.</summary>
internal sealed class FeedbackDocument
{
    private FeedbackDocument(JsonElement json, double overallScore)
    {
        Json = json;
        OverallScore = overallScore;
    }

    public JsonElement Json { get; }

    /// <summary>0 to 10.</summary>
    public double OverallScore { get; }

    public static FeedbackDocument Of(FeedbackShape shape) =>
        new(JsonSerializer.SerializeToElement(shape, MeetingJson.Wire.FeedbackShape), shape.OverallScore ?? 0);

    /// <summary>Reads a document.</summary>
    /// <returns>The document, or a message that says what is wrong with it.</returns>
    public static (FeedbackDocument? Document, string? Error) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "feedback must be an object");
        }

        if (!json.IsWritable())
        {
            return (null, "feedback holds text that is not valid Unicode");
        }

        try
        {
            return json.Deserialize(MeetingJson.Wire.FeedbackShape) is { OverallScore: { } score }
                ? (new(json.Clone(), score), null)
                : (null, "feedback needs overallScore (a number from 0 to 10)");
        }
        catch (JsonException e)
        {
            return (null, $"feedback has a wrong type at {e.Path ?? "$"}");
        }
    }
}
