using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>
/// Readings that turn an odd value into "not given" instead of losing the whole answer: the documentation leaves open which members are
/// required, and its generations disagree (Convo may also add members at any time).
/// </summary>
internal static class Tolerant
{
    /// <summary>A list without holes: no list and null elements read as absent.</summary>
    internal static IReadOnlyList<T> List<T>(IReadOnlyList<T?>? value)
        where T : class => value is null ? [] : [.. value.OfType<T>()];
}

/// <summary>Reads text. A number or a truth value stands for its own spelling; an object or a list is not text.</summary>
internal sealed class TolerantText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean() ? "true" : "false";
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads an ISO 8601 moment into UTC, with or without milliseconds. Without an offset it is taken as UTC, never as this machine's time.</summary>
internal sealed class TolerantMoment : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (!reader.TryGetDateTimeOffset(out var moment) || !reader.TryGetDateTime(out var written))
        {
            return null;
        }

        return written.Kind is DateTimeKind.Unspecified ? new DateTimeOffset(written, TimeSpan.Zero) : moment.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => writer.WriteStringValue(value!.Value);
}

/// <summary>Reads a finite number, also when it is written as text.</summary>
internal sealed class TolerantNumber : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadNumber(ref reader);

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);

    internal static double? ReadNumber(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                return number;
            case JsonTokenType.String
                when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) && double.IsFinite(written):
                return written;
            default:
                reader.Skip();
                return null;
        }
    }
}

/// <summary>Reads a whole number, also as text or with a zero fraction; a part of a whole is cut off.</summary>
internal sealed class TolerantCount : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantNumber.ReadNumber(ref reader) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);
}

/// <summary>Reads a truth value; anything else is "not given".</summary>
internal sealed class TolerantFlag : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.GetBoolean();
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => writer.WriteBooleanValue(value!.Value);
}
