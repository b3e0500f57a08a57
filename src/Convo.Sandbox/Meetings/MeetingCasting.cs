using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>Turns a script into what a conversation is made of, or says what is wrong with the script.</summary>
internal static class MeetingCasting
{
    private const string Untitled = "Untitled Conversation";
    private const double LongestMinutes = 24 * 60;
    private const int MostSegments = 20_000;

    public static (Cast? Cast, string? Error) Read(MeetingScript script, SeededChance chance, DateTimeOffset now)
    {
        var minutes = script.Minutes ?? script.Duration ?? 30;
        if (!(minutes is > 0 and <= LongestMinutes))
        {
            return (null, $"minutes must be over 0 and at most {LongestMinutes}");
        }

        var length = TimeSpan.FromMinutes(minutes);
        var start = now - length;
        if ((script.Start ?? script.StartTime) is { } given && !ConvoTime.TryParse(given, out start))
        {
            return (null, "start must be an ISO 8601 date-time, for example 2026-05-11T08:30:00Z");
        }

        if (start.Year is < 1971 or > 9000)
        {
            return (null, "start must lie between the years 1971 and 9000");
        }

        var (segments, fault) = ReadSegments(script.Segments ?? [], start, length);
        if (segments is null)
        {
            return (null, fault);
        }

        KeypointsDocument? keypoints = null;
        if (script.Keypoints is { ValueKind: not System.Text.Json.JsonValueKind.Null } json)
        {
            (keypoints, fault) = KeypointsDocument.Read(json);
            if (keypoints is null)
            {
                return (null, fault);
            }
        }

        FeedbackDocument? feedback = null;
        if (script.Feedback is { ValueKind: not System.Text.Json.JsonValueKind.Null } told)
        {
            (feedback, fault) = FeedbackDocument.Read(told);
            if (feedback is null)
            {
                return (null, fault);
            }
        }

        var title = string.IsNullOrWhiteSpace(script.Title) ? Untitled : script.Title;
        var cast = new Cast(title, start, length, segments, keypoints, script.LinkedCalendarEventId)
        {
            Feedback = feedback,
            TranscriptError = string.IsNullOrWhiteSpace(script.Failed) ? null : script.Failed,
        };
        return script.Calendar is null ? (cast, null) : WithEvent(cast, script.Calendar, chance);
    }

    private static (Cast? Cast, string? Error) WithEvent(Cast cast, CalendarScript script, SeededChance chance)
    {
        var (happening, fault) = CalendarCasting.Read(script, chance, cast);
        return happening is null
            ? (null, "calendar: " + fault)
            : (cast with { Event = happening, LinkedCalendarEventId = script.Linked is true ? happening.Id : cast.LinkedCalendarEventId }, null);
    }

    private static (IReadOnlyList<TranscriptSegment>? Segments, string? Error) ReadSegments(
        IReadOnlyList<MeetingScript.Segment?> script,
        DateTimeOffset start,
        TimeSpan length)
    {
        if (script.Count > MostSegments)
        {
            return (null, $"segments may hold at most {MostSegments} entries");
        }

        var segments = new List<TranscriptSegment>(script.Count);
        foreach (var segment in script)
        {
            if (segment is not { Text: { } text })
            {
                return (null, $"segments[{segments.Count}] needs text");
            }

            var at = start + (length * segments.Count / script.Count);
            if (segment.Timestamp is { } given && !ConvoTime.TryParse(given, out at))
            {
                return (null, $"segments[{segments.Count}].timestamp must be an ISO 8601 date-time");
            }

            segments.Add(new(text, segment.Speaker ?? "Participant", at));
        }

        return (segments, null);
    }

    /// <summary>A checked script.</summary>
    internal sealed record Cast(
        string Title,
        DateTimeOffset Start,
        TimeSpan Length,
        IReadOnlyList<TranscriptSegment> Segments,
        KeypointsDocument? Keypoints,
        string? LinkedCalendarEventId)
    {
        public FeedbackDocument? Feedback { get; init; }

        /// <summary>Why there is no transcript; null where there is one.</summary>
        public string? TranscriptError { get; init; }

        /// <summary>The event of the calendar that it was; null for a meeting that nobody planned.</summary>
        public CalendarEvent? Event { get; init; }
    }
}
