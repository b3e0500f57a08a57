using System.Globalization;
using System.Text.Json;

namespace Convo.Functions.Core.Intake;

/// <summary>Reads the timestamp of an event: ISO 8601 as documented, or Unix seconds or milliseconds. Never throws, whatever stands there.</summary>
internal static class EventTime
{
    private const int LongestText = 64;
    private const int FractionDigits = 7;
    private const int FractionStart = 19;

    // Over 10^11 a Unix time can only be meant in milliseconds: as seconds it would be the year 5138.
    private const double FirstMilliseconds = 1e11;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The time at the reader's token; null where there is none to be read.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.TryGetDouble(out var number) ? FromUnix(number) : null;
        }

        if (reader.TokenType is not JsonTokenType.String || reader.ValueSpan.Length > LongestText)
        {
            return null;
        }

        Span<char> text = stackalloc char[LongestText];
        return Parse(text[..reader.CopyString(text)]);
    }

    private static DateTimeOffset? Parse(Span<char> text)
    {
        // A leap second has no place in DateTimeOffset: read the second before, and add one.
        var leap = text.Length >= FractionStart && text[17] is '6' && text[18] is '0';
        if (leap)
        {
            (text[17], text[18]) = ('5', '9');
        }

        var cut = CutFraction(text);
        return DateTimeOffset.TryParseExact(cut, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && (!leap || time.UtcTicks < DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerSecond - (14 * TimeSpan.TicksPerHour))
            ? time.AddSeconds(leap ? 1 : 0)
            : null;
    }

    private static Span<char> CutFraction(Span<char> text)
    {
        if (text.Length <= FractionStart || text[FractionStart] is not '.')
        {
            return text;
        }

        var end = FractionStart + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var keep = Math.Min(end, FractionStart + 1 + FractionDigits);
        text[end..].CopyTo(text[keep..]);
        return text[..(keep + text.Length - end)];
    }

    private static DateTimeOffset? FromUnix(double number)
    {
        var seconds = Math.Abs(number) >= FirstMilliseconds ? number / 1000 : number;
        return seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
    }
}
