using System.Globalization;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>Turns a script into an event of the calendar, or says what is wrong with it.</summary>
internal static class CalendarCasting
{
    private const string UsualZone = "Europe/Berlin";
    private const double UsualMinutes = 30;
    private const double LongestMinutes = 7 * 24 * 60;
    private const int MostDays = 60;
    private const int MostAttendees = 500;
    private static readonly TimeSpan UsuallyAhead = TimeSpan.FromHours(1);
    private static readonly string[] Answers = ["accepted", "declined", "tentative", "needsAction"];

    /// <summary>Reads a script that stands by itself.</summary>
    public static (CalendarEvent? Event, string? Error) Read(CalendarScript script, SeededChance chance, DateTimeOffset now) =>
        Read(script, chance, now + UsuallyAhead, TimeSpan.FromMinutes(UsualMinutes), null);

    /// <summary>Reads a script that goes with a meeting, whose title and times it has where it says nothing else.</summary>
    public static (CalendarEvent? Event, string? Error) Read(CalendarScript script, SeededChance chance, MeetingCasting.Cast meeting) =>
        Read(script, chance, meeting.Start, meeting.Length, meeting.Title);

    private static (CalendarEvent? Event, string? Error) Read(
        CalendarScript script, SeededChance chance, DateTimeOffset start, TimeSpan length, string? title)
    {
        var zoneName = script.TimeZone ?? UsualZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
        {
            return (null, "timeZone must be an IANA name, for example Europe/Oslo");
        }

        var isAllDay = DateOnly.TryParseExact(script.Start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (isAllDay)
        {
            start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            length = TimeSpan.FromDays(script.Days ?? 1);
        }
        else if (script.Start is not null && !ConvoTime.TryParse(script.Start, out start))
        {
            return (null, "start must be an ISO 8601 date-time, or a date such as 2026-05-17 for whole days");
        }

        if (script.Minutes is not (null or (> 0 and <= LongestMinutes)) || script.Days is not (null or (>= 1 and <= MostDays)))
        {
            return (null, $"minutes must be over 0 and at most {LongestMinutes}, days 1 to {MostDays}");
        }

        if (script.Attendees is { Count: > MostAttendees } || (script.Attendees ?? []).Append(script.Organizer).Any(IsWrong))
        {
            return (null, $"attendees holds at most {MostAttendees} people with an email, and responseStatus is one of {string.Join(", ", Answers)}");
        }

        length = !isAllDay && script.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : length;
        if (start.Year is < 1971 or > 9000)
        {
            return (null, "start must lie between the years 1971 and 9000");
        }

        var summary = script.Summary ?? title;
        return (new(
            string.IsNullOrEmpty(script.Id) ? "evt_" + chance.NextId(6) : script.Id,
            string.IsNullOrEmpty(summary) ? null : summary,
            isAllDay ? start : TimeZoneInfo.ConvertTime(start, zone),
            isAllDay ? start + length : TimeZoneInfo.ConvertTime(start + length, zone),
            zoneName,
            isAllDay,
            script.Attendees is null ? null : [.. script.Attendees.Select(person => Read(person!))],
            script.Organizer is null ? null : Read(script.Organizer)), null);
    }

    private static bool IsWrong(CalendarScript.Person? person) =>
        person is not null && (string.IsNullOrEmpty(person.Email) || (person.ResponseStatus is { } answer && !Answers.Contains(answer)));

    private static CalendarPerson Read(CalendarScript.Person person) => new(person.Email!, person.DisplayName, person.ResponseStatus);
}
