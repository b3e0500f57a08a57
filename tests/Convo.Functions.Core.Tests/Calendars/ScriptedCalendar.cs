using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Tests.Calendars;

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

    public List<CallUse> Uses { get; } = [];

    public Task<CalendarAnswer> EventsAsync(
        Connection connection, DateTimeOffset from, DateTimeOffset until, CallUse use, CancellationToken cancellation)
    {
        Asked.Add((from, until));
        Uses.Add(use);
        var now = clock.GetUtcNow();
        var given = Events.Where(one => one.Start >= from && one.Start < until && (IsGenerous || one.Start > now)).ToList();
        return Task.FromResult(Instead ?? new CalendarAnswer.Here(given, WholeUntil ?? until, PauseUntil: null));
    }

    public Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation) => Task.FromResult(OwnAddress);
}
