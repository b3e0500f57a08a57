namespace Convo.Client;

/// <summary>An event of the calendar that is connected in Convo, in Google's shape cut down. Only the id and the times are always there.</summary>
public sealed record CalendarEvent
{
    /// <summary>The event's id (<c>evt_…</c>); empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The title; null where the event has none. Untrusted text.</summary>
    public string? Summary { get; init; }

    /// <summary>When it begins.</summary>
    public CalendarTime Start { get; init => field = value ?? new(); } = new();

    /// <summary>When it ends.</summary>
    public CalendarTime End { get; init => field = value ?? new(); } = new();

    /// <summary>Who is invited; empty where the calendar says nothing of it.</summary>
    public IReadOnlyList<CalendarAttendee> Attendees { get; init => field = Tolerant.List<CalendarAttendee>(value); } = [];

    /// <summary>Who invited; null in every documented answer (Google's own API has it, so it may come).</summary>
    public CalendarAttendee? Organizer { get; init; }
}

/// <summary>A person, or a room, on an invitation.</summary>
public sealed record CalendarAttendee
{
    /// <summary>The e-mail address; empty when Convo gave none.</summary>
    public string Email { get; init => field = value ?? ""; } = "";

    /// <summary>The name, where there is one.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// The answer to the invitation as Convo wrote it: <c>accepted</c> in the sample; <c>declined</c>, <c>tentative</c>, <c>needsAction</c> are Google's.
    /// </summary>
    public string? ResponseStatus { get; init; }
}
