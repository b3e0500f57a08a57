namespace Convo.Sandbox.ConvoApi;

/// <summary>An event of the account's calendar.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Summary">The title; null for an event without.</param>
/// <param name="Start">When it begins, with the offset of its zone.</param>
/// <param name="End">When it ends.</param>
/// <param name="Zone">The IANA name of the zone.</param>
/// <param name="IsAllDay">Whether only its days are given.</param>
/// <param name="Attendees">Who is invited; null where the calendar says nothing of it.</param>
/// <param name="Organizer">Who invited: given out in the generous form only.</param>
internal sealed record CalendarEvent(
    string Id,
    string? Summary,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Zone,
    bool IsAllDay,
    IReadOnlyList<CalendarPerson>? Attendees,
    CalendarPerson? Organizer)
{
    /// <summary>The event as the API gives it.</summary>
    public CalendarItem ToItem(bool withOrganizer) =>
        new(Id, Summary, TimeOf(Start), TimeOf(End), Attendees, withOrganizer ? Organizer : null);

    private CalendarTime TimeOf(DateTimeOffset moment) => IsAllDay
        ? new(null, null, moment.ToString("yyyy-MM-dd"))
        : new(moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz"), Zone, null);
}
