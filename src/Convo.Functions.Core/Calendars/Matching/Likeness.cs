using System.Globalization;

namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>How much a meeting is like an event: a score put together from time, length, title and people, and the sentence that says so. Pure.</summary>
/// <remarks>
/// Time is what speaks for an event; the rest confirms it or speaks against. A foreign title weighs little, because Convo makes titles of the first
/// words spoken; foreign names weigh much.
/// </remarks>
/// <param name="Score">0 to 0.99: only Convo's own link is certain.</param>
/// <param name="Why">Such as "starts 2 minutes apart, same title, 3 of 4 names".</param>
internal sealed record Likeness(double Score, string Why)
{
    private const double Highest = 0.99;
    private const double PunctualMinutes = 5;
    private const double LongestLateMinutes = 60;

    /// <summary>How far apart the starts may be; what Convo itself allows for late starts (help page "Conversation history").</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    /// <summary>Whether an event is near enough in time to be looked at. Whole days say nothing about when a meeting was.</summary>
    public static bool IsNear(MeetingTraits meeting, CalendarEvent one) =>
        !one.IsAllDay && meeting.Start < one.End + Slack && meeting.LikelyEnd > one.Start - Slack;

    /// <summary>Compares a meeting with an event.</summary>
    public static Likeness Of(MeetingTraits meeting, CalendarEvent one)
    {
        var title = TitleLikeness.Compare(meeting.Title, one.Title);
        var names = NameLikeness.Of(meeting.Names, one.Attendees);
        var others = one.Attendees.Count(attendee => !IsOwn(meeting, attendee));
        var score = OfTime(meeting, one) + OfLength(meeting, one) + OfTitle(title) + OfNames(names, others, title) + OfDoubts(meeting, one);

        string[] parts = [TimeWords(meeting, one), .. TitleWords(title), .. NameWords(names, others), .. DoubtWords(meeting, one)];
        return new(Math.Round(Math.Clamp(score, 0, Highest), 2), string.Join(", ", parts));
    }

    private static double OfTime(MeetingTraits meeting, CalendarEvent one)
    {
        var late = (meeting.Start - one.Start).TotalMinutes;

        return Math.Abs(late) switch
        {
            <= PunctualMinutes => 0.60,
            var apart when apart <= Slack.TotalMinutes => Between(apart, PunctualMinutes, 0.60, Slack.TotalMinutes, 0.50),
            <= LongestLateMinutes when late > 0 && meeting.Start < one.End => Between(late, Slack.TotalMinutes, 0.48, LongestLateMinutes, 0.25),
            _ => 0.15,
        };
    }

    private static double OfLength(MeetingTraits meeting, CalendarEvent one)
    {
        var common = Earlier(meeting.LikelyEnd, one.End) - Later(meeting.Start, one.Start);
        var whole = Later(meeting.LikelyEnd, one.End) - Earlier(meeting.Start, one.Start);
        return meeting.End is null || whole <= TimeSpan.Zero ? 0 : (common / whole) switch { >= 0.6 => 0.06, < 0.25 => -0.08, _ => 0 };
    }

    private static double OfTitle(TitleVerdict title) => title switch
    {
        TitleVerdict.Same => 0.35,
        TitleVerdict.Similar => 0.20,
        TitleVerdict.Related => 0.05,
        TitleVerdict.Other => -0.05,
        _ => 0,
    };

    private static double OfNames(NameLikeness names, int others, TitleVerdict title) => names switch
    {
        // Nobody else is invited: time that somebody keeps for themselves, unless the title says that it is this meeting.
        _ when others == 0 => title is TitleVerdict.Same or TitleVerdict.Similar ? 0 : -0.12,
        { Named: 0 } => 0,
        { Found: >= 2 } => names.Found * 2 >= names.Named ? 0.25 : 0.15,
        { Found: 1 } => names.Named <= 2 ? 0.12 : -0.05,
        _ => names.Named == 1 ? -0.08 : -0.22,
    };

    private static double OfDoubts(MeetingTraits meeting, CalendarEvent one) =>
        (TitleLikeness.IsPrivate(one.Title) ? -0.30 : 0) + (HasDeclined(meeting, one) ? -0.30 : 0);

    private static string TimeWords(MeetingTraits meeting, CalendarEvent one) => (meeting.Start - one.Start).Duration().TotalMinutes switch
    {
        < 1 => "starts at the same minute",
        < 2 => "starts a minute apart",
        var apart => string.Create(CultureInfo.InvariantCulture, $"starts {Math.Floor(apart):0} minutes apart"),
    };

    private static IEnumerable<string> TitleWords(TitleVerdict title) => title switch
    {
        TitleVerdict.Same => ["same title"],
        TitleVerdict.Similar => ["similar title"],
        TitleVerdict.Related => ["related title"],
        TitleVerdict.Other => ["other title"],
        _ => [],
    };

    private static IEnumerable<string> NameWords(NameLikeness names, int others) => (names, others) switch
    {
        (_, 0) => ["nobody else invited"],
        ({ Named: > 0 }, _) => [$"{names.Found} of {names.Named} names"],
        _ => [],
    };

    private static IEnumerable<string> DoubtWords(MeetingTraits meeting, CalendarEvent one)
    {
        if (TitleLikeness.IsPrivate(one.Title))
        {
            yield return "looks like time kept free";
        }

        if (HasDeclined(meeting, one))
        {
            yield return "declined by the account's owner";
        }
    }

    private static bool HasDeclined(MeetingTraits meeting, CalendarEvent one) =>
        one.Attendees.Any(attendee => attendee.HasDeclined && IsOwn(meeting, attendee));

    private static bool IsOwn(MeetingTraits meeting, Attendee attendee) =>
        meeting.OwnAddress is { Length: > 0 } own && attendee.Email.Equals(own, StringComparison.OrdinalIgnoreCase);

    private static double Between(double at, double from, double high, double to, double low) => high + ((low - high) * (at - from) / (to - from));

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
