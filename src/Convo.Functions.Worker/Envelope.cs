using System.Text.Encodings.Web;
using System.Text.Json;

namespace Convo.Functions.Worker;

/// <summary>Writes what the Functions host would send to a custom handler, from what the worker is given for the same call.</summary>
public static class Envelope
{
    // It never leaves the process, let alone for a page.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A queue message. Its text is encoded twice, as the host does it: a JSON string within a JSON string.</summary>
    /// <param name="text">The text of the message.</param>
    /// <param name="metadata">What the host says of it: dequeue count, id, times. Each value that is no text already becomes JSON.</param>
    public static byte[] OfMessage(string text, IReadOnlyDictionary<string, object?> metadata) => Write(json =>
    {
        json.WriteStartObject("Data");
        json.WriteString("msg", Quoted(text));
        json.WriteEndObject();
        json.WriteStartObject("Metadata");
        foreach (var (name, value) in metadata)
        {
            json.WriteString(name, value?.ToString());
        }

        json.WriteEndObject();
    });

    /// <summary>A tick of a timer.</summary>
    /// <param name="isPastDue">Whether it comes late.</param>
    public static byte[] OfTick(bool isPastDue) => Write(json =>
    {
        json.WriteStartObject("Data");
        json.WriteStartObject("timer");
        json.WriteBoolean("IsPastDue", isPastDue);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("Metadata");
        json.WriteEndObject();
    });

    private static string Quoted(string text)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Form))
        {
            json.WriteStringValue(text);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Form))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
