namespace Convo.Sandbox.Meetings;

/// <summary>An event of the calendar as a scenario file or a control call describes it, in the API's field names; everything is optional.</summary>
/// <param name="Id">Its id; a fresh one when missing. An event with the same id is replaced.</param>
/// <param name="Summary">The title; with a meeting that of the meeting when missing, and none when it is empty.</param>
/// <param name="Start">ISO 8601, or a date for whole days; the meeting's start, else in an hour, when missing.</param>
/// <param name="Minutes">Length; the meeting's, else 30, when missing. Not for whole days.</param>
/// <param name="Days">Length of an event of whole days; 1 when missing.</param>
/// <param name="TimeZone">The IANA name of its zone; Europe/Berlin when missing.</param>
/// <param name="Attendees">Who is invited; when missing, the calendar says nothing of it.</param>
/// <param name="Organizer">Who invited.</param>
/// <param name="Linked">Only with a meeting: whether Convo links the meeting with this event.</param>
internal sealed record CalendarScript(
    string? Id,
    string? Summary,
    string? Start,
    double? Minutes,
    int? Days,
    string? TimeZone,
    IReadOnlyList<CalendarScript.Person?>? Attendees,
    CalendarScript.Person? Organizer,
    bool? Linked)
{
    /// <summary>A person on an invitation.</summary>
    internal sealed record Person(string? Email, string? DisplayName, string? ResponseStatus);
}
