using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>Calendars for decisions and for rows.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Nine = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    public static Connection Account(int generation = 1, string? domains = null) => new(
        "acme", "convo", domains is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["domains"] = domains }, generation);

    public static CalendarEvent Event(string id, string title, DateTimeOffset start, params string[] emails) => new(
        id, title, start, start.AddMinutes(30), IsAllDay: false, [.. emails.Select(email => new Attendee(null, email))], Organiser: null);

    public static CalendarFacts NoCalendar(ITables tables, TimeProvider clock)
    {
        var store = new CalendarStore(tables, new CountingChance(), new FlowOptions());
        return new CalendarFacts(new ScriptedCalendar(clock), store, new MatchMemory(new ContentStore(tables, clock), store), clock);
    }
}
