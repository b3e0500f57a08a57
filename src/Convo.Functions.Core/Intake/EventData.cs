using System.Text.Json;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Intake;

/// <summary>The fields of an event's <c>data</c> that are kept (docs page "Webhooks", column "data fields").</summary>
internal static class EventData
{
    private const string Error = "error";

    /// <summary>How much of a failure's text is shown; the raw body holds all of it.</summary>
    private const int ErrorLength = 500;

    private static readonly string[] Fields = ["title", "sectionCount", "actionItemCount", "overallScore", "shareUrl", Error, "segmentCount"];

    /// <summary>The field's name; null where it is none that is kept.</summary>
    public static string? Known(ReadOnlySpan<byte> name)
    {
        foreach (var field in Fields)
        {
            if (System.Text.Ascii.Equals(name, field))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The value at the reader's token; null where it is none (or a list or an object, which no field is).</summary>
    public static FactValue? Value(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.String when field is Error => new FactValue.Text(Shorten(reader.GetString()!)),
        JsonTokenType.String => new FactValue.Text(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => new FactValue.Number(number),
        JsonTokenType.Number => new FactValue.Text(System.Text.Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => new FactValue.Flag(true),
        JsonTokenType.False => new FactValue.Flag(false),
        _ => null,
    };

    private static string Shorten(string text)
    {
        if (text.Length <= ErrorLength)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[ErrorLength - 2]) ? ErrorLength - 2 : ErrorLength - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
