using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Simulation.World;

/// <summary>An account without a calendar: the recipes of the simulation use no fact of it.</summary>
internal sealed class NoCalendar : ICalendarAccount
{
    public Task<CalendarAnswer> EventsAsync(
        Connection connection, DateTimeOffset from, DateTimeOffset until, CallUse use, CancellationToken cancellation) =>
        Task.FromResult<CalendarAnswer>(new CalendarAnswer.NotConnected("The simulation has no calendar."));

    public Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
