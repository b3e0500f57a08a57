using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>When an event begins or ends: a moment, or for a whole day only a date.</summary>
[JsonConverter(typeof(TolerantCalendarTime))]
public sealed record CalendarTime
{
    /// <summary>The moment, in UTC; null for a whole day, and where it could not be read.</summary>
    public DateTimeOffset? DateTime { get; init; }

    /// <summary>The time zone as an IANA name, where it was given.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The day, for an event that lasts whole days (Google's shape; not confirmed for Convo).</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>A <see cref="CalendarTime"/> as it comes, before its texts are read.</summary>
internal sealed record CalendarTimeWire(string? DateTime, string? TimeZone, string? Date);

/// <summary>
/// Reads the object that the documentation shows, and a bare text in its place. A moment without an offset is one of its zone: read as UTC, as
/// everywhere else, it would be hours off.
/// </summary>
internal sealed class TolerantCalendarTime : JsonConverter<CalendarTime>
{
    public override CalendarTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = reader.GetString();
                return ToTime(new(text, null, text));
            case JsonTokenType.StartObject:
                return JsonSerializer.Deserialize(ref reader, ConvoJson.Default.CalendarTimeWire) is { } wire ? ToTime(wire) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, CalendarTime value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new CalendarTimeWire(
            value.DateTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            value.TimeZone,
            value.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ConvoJson.Default.CalendarTimeWire);

    private static CalendarTime ToTime(CalendarTimeWire wire)
    {
        var day = DateOnly.TryParseExact(wire.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null;

        // A date alone is no moment, although the parser would make midnight of it.
        var moment = wire.DateTime is { } text && text.Contains('T') ? ToMoment(text, wire.TimeZone) : null;
        return new() { DateTime = moment, TimeZone = wire.TimeZone, Date = day };
    }

    private static DateTimeOffset? ToMoment(string text, string? zone)
    {
        const DateTimeStyles AsWritten = DateTimeStyles.RoundtripKind;

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, AsWritten, out var written))
        {
            return null;
        }

        if (written.Kind is not DateTimeKind.Unspecified)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment.ToUniversalTime() : null;
        }

        var offset = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var place) ? place.GetUtcOffset(written) : TimeSpan.Zero;

        // Near the ends of time the offset leads out of it.
        return written.Ticks - offset.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }
}
