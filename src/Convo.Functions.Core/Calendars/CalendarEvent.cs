namespace Convo.Functions.Core.Calendars;

/// <summary>An event of the calendar behind an account, as it is kept for a while so that a meeting can be matched with it.</summary>
/// <param name="Id">The calendar's own id.</param>
/// <param name="Title">The title; empty where it has none. Untrusted text.</param>
/// <param name="Start">When it begins; for whole days midnight in UTC.</param>
/// <param name="End">When it ends.</param>
/// <param name="IsAllDay">True where the calendar gave days and no times.</param>
/// <param name="Attendees">Who is on the invitation, rooms left out.</param>
/// <param name="Organiser">Who invited; null where the calendar does not say, as Convo's documentation never does.</param>
public sealed record CalendarEvent(
    string Id, string Title, DateTimeOffset Start, DateTimeOffset End, bool IsAllDay, IReadOnlyList<Attendee> Attendees, Attendee? Organiser)
{
    /// <summary>The most people that are kept of one invitation; Google itself lists 200 (Calendar API, "Events: attendees").</summary>
    public const int MostAttendees = 200;

    // What lasts longer is no meeting; and the time for which it is kept is counted from its end, which may lie at the end of time.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private const int LongestTitle = 300;
    private const int LongestName = 80;
    private const int LongestEmail = 254;
    private static readonly string[] Rooms = ["@resource.calendar.google.com", "@group.calendar.google.com"];

    /// <summary>
    /// Whether an id is this event's, or that of the series it is of: an occurrence has it with its time behind (Google's form: id_20260511T083000Z).
    /// </summary>
    public bool Answers(string id) => Id == id || Id.StartsWith(id + '_', StringComparison.Ordinal);

    /// <summary>The same event in bounds, so that a row holds it: long words and times cut, rooms and nobodies left out.</summary>
    public CalendarEvent Bounded() => this with
    {
        Title = Cut(Title, LongestTitle),
        End = End - Start > Longest ? Start + Longest : End,
        Attendees = [.. Attendees.Where(IsPerson).Take(MostAttendees).Select(Cut)],
        Organiser = Organiser is { } organiser && IsPerson(organiser) ? Cut(organiser) : null,
    };

    private static bool IsPerson(Attendee attendee) =>
        attendee.Email.Length <= LongestEmail
        && (attendee.Email.Length > 0 || !string.IsNullOrWhiteSpace(attendee.Name))
        && !Array.Exists(Rooms, room => attendee.Email.EndsWith(room, StringComparison.OrdinalIgnoreCase));

    private static Attendee Cut(Attendee attendee) => attendee with { Name = attendee.Name is { } name ? Cut(name, LongestName) : null };

    // Never between the halves of a character.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}

/// <summary>A person on an invitation.</summary>
/// <param name="Name">The name, where the calendar has one.</param>
/// <param name="Email">The address; empty where there is none.</param>
/// <param name="HasDeclined">True where the answer to the invitation was no.</param>
public sealed record Attendee(string? Name, string Email, bool HasDeclined = false);
