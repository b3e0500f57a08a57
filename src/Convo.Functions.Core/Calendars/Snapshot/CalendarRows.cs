using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Calendars.Snapshot;

/// <summary>The rows of the table <c>calendar</c>: keys that sort by time, and events as bytes within the bounds of a row. Pure.</summary>
internal static class CalendarRows
{
    public const string Events = "e|";
    public const string Occurrences = "o|";
    public const string Tries = "t|";
    public const string Until = "until";

    private const string Body = "event";
    private const int MostBytes = 60 * 1024;
    private const int HashDigits = 16;

    /// <summary>The key of an event: its start and a hash of its id, since an occurrence of a series may share its id with the others.</summary>
    public static string KeyOf(CalendarEvent one) =>
        $"{Events}{Minute(one.Start)}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Id)))[..HashDigits]}";

    /// <summary>The key under which an event counts for its series; null for one that counts for none.</summary>
    public static string? OccurrenceKeyOf(string connection, CalendarEvent one) =>
        !one.IsAllDay && Series.HashOf(connection, one.Title) is { } hash ? OccurrenceKey(hash, one.Start) : null;

    public static string OccurrenceKey(string hash, DateTimeOffset start) => $"{Occurrences}{hash}|{Minute(start)}";

    /// <summary>The first key of a kind at or after a moment.</summary>
    public static string From(string kind, DateTimeOffset time) => kind + Minute(time);

    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    public static bool IsSame(CalendarEvent one, CalendarEvent other) => Write(one).AsSpan().SequenceEqual(Write(other));

    public static Row ToRow(string connection, CalendarEvent one, DateTimeOffset until, string nonce) => new(
        connection, KeyOf(one), new Dictionary<string, RowValue> { [Body] = Write(one), [Until] = until, [Nonces.Name] = nonce });

    public static CalendarEvent? Read(Row row) =>
        row.Bytes(Body) is { } bytes ? JsonSerializer.Deserialize(bytes.Span, CalendarJson.Default.CalendarEvent) : null;

    // The longest list of the longest names is more than a row holds; then the last of them are left out.
    private static byte[] Write(CalendarEvent one)
    {
        while (true)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(one, CalendarJson.Default.CalendarEvent);

            if (bytes.Length <= MostBytes)
            {
                return bytes;
            }

            one = one with { Attendees = [.. one.Attendees.Take(one.Attendees.Count / 2)] };
        }
    }
}

[JsonSerializable(typeof(CalendarEvent))]
[JsonSerializable(typeof(KnownMatch))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class CalendarJson : JsonSerializerContext;
