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

/// <summary>A calendar that answers as it is told, and remembers what it was asked.</summary>
internal sealed class ScriptedCalendar(TimeProvider clock) : ICalendarAccount
{
    /// <summary>The events.</summary>
    public List<CalendarEvent> Events { get; } = [];

    /// <summary>Whether events that have begun are given.</summary>
    public bool IsGenerous { get; set; }

    /// <summary>What is answered instead; null for the events.</summary>
    public CalendarAnswer? Instead { get; set; }

    /// <summary>Until when the answer is whole; null for all that was asked.</summary>
    public DateTimeOffset? WholeUntil { get; set; }

    public string? OwnAddress { get; set; } = "anna@acme.example";

    public List<(DateTimeOffset From, DateTimeOffset Until)> Asked { get; } = [];

    public Task<CalendarAnswer> EventsAsync(Connection connection, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        Asked.Add((from, until));
        var now = clock.GetUtcNow();
        var given = Events.Where(one => one.Start >= from && one.Start < until && (IsGenerous || one.Start > now)).ToList();
        return Task.FromResult(Instead ?? new CalendarAnswer.Here(given, WholeUntil ?? until, PauseUntil: null));
    }

    public Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation) => Task.FromResult(OwnAddress);
}
