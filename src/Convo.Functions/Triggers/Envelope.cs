using System.Text.Json;

namespace Convo.Functions.Triggers;

/// <summary>
/// What the host sends with a queue message or a timer: <c>{"Data":{"msg":…},"Metadata":{…}}</c>. Only Data is read. Metadata is the sender's to write:
/// the properties of a message that is a JSON object overwrite it, in any letter case (recorded from a real host).
/// </summary>
internal static class Envelope
{
    /// <summary>The most bytes of an envelope: a message has at most 64 KiB, is quoted twice, and stands in Metadata again.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>
    /// The text of the message under a binding. The host sends a JSON string that holds another JSON string with the text; the documentation shows the text,
    /// or the object that it is, once: all three are taken.
    /// </summary>
    /// <returns>The text; null where the envelope holds none.</returns>
    /// <exception cref="JsonException">It is no envelope.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, or broke off.</exception>
    public static async Task<string?> ReadMessageAsync(Stream body, string binding, CancellationToken cancellation)
    {
        using var envelope = await JsonDocument.ParseAsync(body, Strict, cancellation);
        if (envelope.RootElement.ValueKind is not JsonValueKind.Object
            || !envelope.RootElement.TryGetProperty("Data", out var data)
            || data.ValueKind is not JsonValueKind.Object
            || !data.TryGetProperty(binding, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => Unquoted(Text(value)),
            JsonValueKind.Object => value.GetRawText(),
            _ => null,
        };
    }

    private static string? Unquoted(string? text)
    {
        if (text is not ['"', .., '"'])
        {
            return text;
        }

        try
        {
            using var inner = JsonDocument.Parse(text, Strict);
            return inner.RootElement.ValueKind is JsonValueKind.String ? Text(inner.RootElement) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // A lone surrogate parses, and then can't be had as text.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
