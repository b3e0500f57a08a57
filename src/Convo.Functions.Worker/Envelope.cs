using System.Text.Json;

namespace Convo.Functions.Worker;

/// <summary>Writes what the Functions host would send to a custom handler, as far as the handler reads it: the data, not what is said about it.</summary>
public static class Envelope
{
    /// <summary>A tick of a timer. The handler goes by its own clock.</summary>
    public static ReadOnlyMemory<byte> Tick { get; } = """{"Data":{"timer":{}}}"""u8.ToArray();

    /// <summary>A queue message. Its text is quoted twice, as the host does it: a JSON string within a JSON string.</summary>
    public static ReadOnlyMemory<byte> OfMessage(string text)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("Data");
            json.WriteString("msg", $"\"{JsonEncodedText.Encode(text)}\"");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
