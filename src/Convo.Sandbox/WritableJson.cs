using System.Text.Json;

namespace Convo.Sandbox;

/// <summary>Whether JSON that was read can be written again: a lone surrogate passes the parser and then breaks every answer that repeats it.</summary>
internal static class WritableJson
{
    public static bool IsWritable(this JsonElement json)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            json.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
