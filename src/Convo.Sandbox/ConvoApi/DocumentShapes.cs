using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Gives stored documents the form of a generation; a document that has it already goes out word for word.</summary>
internal static class DocumentShapes
{
    /// <summary>Null, written; a null of C# leaves the member out.</summary>
    public static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>A text or a null that is written.</summary>
    public static JsonElement Written(string? text) => text is null ? Null : JsonSerializer.SerializeToElement(text, ConvoJson.Wire.String);

    /// <summary>Key points in the form of a generation.</summary>
    public static JsonElement Keypoints(JsonElement document, ConvoShapes shapes)
    {
        if (shapes.KeypointsTitle || !document.TryGetProperty("title", out _))
        {
            return document;
        }

        var shaped = JsonObject.Create(document)!;
        shaped.Remove("title");
        return ElementOf(shaped);
    }

    /// <summary>Feedback in the form of a generation.</summary>
    public static JsonElement Feedback(JsonElement document, ConvoShapes shapes)
    {
        if (shapes is { RatioInPercent: false, CapitalCategories: false, WholeScores: false, TopPriority: true })
        {
            return document;
        }

        var shaped = JsonObject.Create(document)!;
        if (!shapes.TopPriority)
        {
            shaped.Remove("topPriority");
        }

        if (shapes.RatioInPercent && shaped["talkListenRatio"] is JsonValue ratio && ratio.GetValue<double>() is <= 1 and var share)
        {
            shaped["talkListenRatio"] = Math.Round(share * 100);
        }

        if (shapes.WholeScores && shaped["categoryScores"] is JsonObject scores)
        {
            shaped["categoryScores"] = new JsonObject(scores.Select(
                one => KeyValuePair.Create(one.Key, (JsonNode?)Math.Round(one.Value!.GetValue<double>(), MidpointRounding.AwayFromZero))));
        }

        if (shapes.CapitalCategories)
        {
            Capitalize(shaped["strengths"]);
            Capitalize(shaped["growthAreas"]);
        }

        return ElementOf(shaped);
    }

    private static void Capitalize(JsonNode? remarks)
    {
        foreach (var remark in (remarks as JsonArray ?? []).OfType<JsonObject>())
        {
            if ((string?)remark["category"] is { Length: > 0 } category)
            {
                remark["category"] = char.ToUpperInvariant(category[0])
                    + string.Concat(category[1..].Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
            }
        }
    }

    private static JsonElement ElementOf(JsonObject json) => JsonElement.Parse(json.ToJsonString());
}
