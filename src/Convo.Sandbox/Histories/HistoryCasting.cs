using System.Globalization;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Histories;

/// <summary>
/// Turns a history into meetings and events of the calendar that end now. The same seed and the same moment give the same words for the same meeting,
/// whoever recorded it.
/// </summary>
internal sealed class HistoryCasting(HistoryScript history, ulong seed, DateTimeOffset now)
{
    private const string Zone = "Europe/Berlin";
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromMinutes(4);
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>The meetings as one of the two recorded them, earliest first.</summary>
    /// <param name="me">Who recorded them.</param>
    /// <param name="twin">Who recorded some of them too.</param>
    /// <param name="asTwin">True for the second recorder, who has only those.</param>
    public IReadOnlyList<Recorded> Cast(AccountOwner me, AccountOwner twin, bool asTwin)
    {
        var cast = new HistoryPeople(history.People, me, twin, asTwin);
        return
        [
            .. history.Meetings
                .Select((meeting, place) => (meeting, place))
                .Where(one => !asTwin || one.meeting.Twin == true)
                .Select(one => CastOne(one.meeting, one.place, cast))
                .OrderBy(recorded => recorded.Cast.Start),
        ];
    }

    /// <summary>The series' events that are still to come.</summary>
    public IReadOnlyList<CalendarEvent> Upcoming(AccountOwner me, AccountOwner twin)
    {
        var cast = new HistoryPeople(history.People, me, twin, asTwin: false);
        return
        [
            .. history.Recurring.SelectMany(one => one.Value.Next.Select(days =>
                EventOf(one.Key, one.Value.Summary, At(days, one.Value.At), TimeSpan.FromMinutes(one.Value.Minutes), one.Value.With, cast))),
        ];
    }

    private Recorded CastOne(HistoryScript.Meeting meeting, int place, HistoryPeople people)
    {
        var series = meeting.Series is null ? null : history.Recurring[meeting.Series];
        var length = TimeSpan.FromMinutes(meeting.Minutes ?? series?.Minutes ?? 30);
        var start = meeting.MinutesAgo is { } ago
            ? now - TimeSpan.FromMinutes(ago) - length
            : At(-meeting.DaysAgo!.Value, meeting.At ?? series!.At);
        var title = meeting.Title ?? series!.Summary;
        var with = meeting.With ?? series!.With;
        var chance = new SeededChance(seed + (ulong)place);
        var words = new HistoryWords(history.Topics[meeting.Topic ?? series!.Topic], chance);
        var isPlanned = series is not null || meeting.Planned == true;
        var happening = isPlanned ? EventOf(meeting.Series ?? "plan" + place, title, start, length, with, people) : null;
        var segments = meeting.Failed is null ? words.Say(meeting.Segments ?? 0, with, people, start, length, OpeningOf(meeting)) : [];
        var cast = new MeetingCasting.Cast(
            title,
            start,
            length,
            segments,
            meeting.Keypoints == false || meeting.Failed is not null ? null : words.Summarize(title, with, people),
            meeting.Linked == true ? happening?.Id : null)
        {
            Event = happening,
            TranscriptError = meeting.Failed,
        };
        var readyAt = start + length + AfterTheEnd;
        return new(cast, meeting.Feedback == true, readyAt < now ? readyAt : now);
    }

    // A title that nobody gave is what was said first.
    private static string? OpeningOf(HistoryScript.Meeting meeting) =>
        meeting is { Series: null, Planned: not true, Title: not (null or "Untitled Conversation") } ? meeting.Title : null;

    private DateTimeOffset At(int workingDays, string time)
    {
        var local = WorkingDays.Move(Today, workingDays).ToDateTime(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private CalendarEvent EventOf(
        string name, string summary, DateTimeOffset start, TimeSpan length, IReadOnlyList<string> with, HistoryPeople people) => new(
        $"evt_{name.Replace("-", "", StringComparison.Ordinal)}_{start.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}",
        summary,
        TimeZoneInfo.ConvertTime(start, zone),
        TimeZoneInfo.ConvertTime(start + length, zone),
        Zone,
        IsAllDay: false,
        people.Invited(with),
        people.Organizer);

    /// <summary>A meeting of the history, ready to be put into an account.</summary>
    internal sealed record Recorded(MeetingCasting.Cast Cast, bool HasFeedback, DateTimeOffset ReadyAt);
}
