namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>Which event of the calendar a meeting was, or that none fits; with the score and the sentence that says why.</summary>
/// <param name="Event">The event; null where none fits well enough.</param>
/// <param name="Score">How sure it is, 0 to 1; where nothing matched, how near the best one came.</param>
/// <param name="Why">Why, in words that name nobody and quote no title.</param>
public sealed record CalendarMatch(CalendarEvent? Event, double Score, string Why)
{
    /// <summary>From this score on an event counts as the meeting's; chosen on the labelled cases so that a wrong match is rarer than a missed one.</summary>
    public const double DefaultThreshold = 0.6;

    // Nearer than this, two events fit equally well, and neither is taken.
    private const double Margin = 0.08;

    /// <summary>Finds the event.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="events">Events around it, each once.</param>
    /// <param name="threshold">The lowest score that is a match.</param>
    public static CalendarMatch Find(MeetingTraits meeting, IReadOnlyList<CalendarEvent> events, double threshold = DefaultThreshold)
    {
        if (Linked(meeting, events) is { } linked)
        {
            return new(linked, 1, "Convo linked this event");
        }

        var judged = events
            .Where(one => Likeness.IsNear(meeting, one))
            .Select(one => (Event: one, Likeness: Likeness.Of(meeting, one)))
            .OrderByDescending(each => each.Likeness.Score)
            .ThenByDescending(each => each.Event.Attendees.Count)
            .ThenBy(each => each.Event.Id, StringComparer.Ordinal)
            .ToList();

        if (judged.Count == 0)
        {
            return new(null, 0, "no event of the calendar lies within 15 minutes of the meeting");
        }

        var (best, likeness) = judged[0];

        if (likeness.Score < threshold)
        {
            return new(null, likeness.Score, $"no event fits well enough; the nearest: {likeness.Why}");
        }

        return judged.Skip(1).Any(other => likeness.Score - other.Likeness.Score < Margin && !IsCopy(best, other.Event))
            ? new(null, likeness.Score, $"two events fit equally well: {likeness.Why}")
            : new(best, likeness.Score, likeness.Why);
    }

    // Occurrences of a series may share its id: then the nearest is meant.
    private static CalendarEvent? Linked(MeetingTraits meeting, IReadOnlyList<CalendarEvent> events) => meeting.LinkedEventId is { Length: > 0 } id
        ? events.Where(one => one.Answers(id)).MinBy(one => (one.Start - meeting.Start).Duration())
        : null;

    // The same meeting entered twice, as invitations to a person and to their group make it.
    private static bool IsCopy(CalendarEvent one, CalendarEvent other) =>
        one.Start == other.Start && Folding.Line(one.Title) is { Length: > 0 } title && title == Folding.Line(other.Title);
}
