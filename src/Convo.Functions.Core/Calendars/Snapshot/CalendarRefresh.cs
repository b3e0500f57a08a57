using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Calendars.Snapshot;

/// <summary>
/// Takes a snapshot of the next 24 hours of an account's calendar. It has to be taken beforehand: when a meeting is over, Convo may not give its event
/// any more.
/// </summary>
public sealed class CalendarRefresh(ICalendarAccount account, CalendarStore store, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    private static readonly TimeSpan AddressLife = TimeSpan.FromDays(7);

    // Who connects a calendar in Convo should not wait for a day; who has none should not pay for being asked.
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromHours(2);

    /// <summary>Whether any of the recipes that are on uses a fact of the calendar: without one, nobody's calendar is read.</summary>
    public static bool IsWanted(IEnumerable<PublishedRecipe> published) =>
        published.Any(recipe => recipe.Recipe.Needs.Any(path => Facts.FactCatalogue.Find(path)?.Group is Facts.FactGroup.Calendar));

    /// <summary>Takes it, unless the account is to be left alone for now. What can't be had leaves the last one as it was.</summary>
    public async Task RefreshAsync(Connection connection, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var state = await StateAsync(connection, cancellation);

        if (state.NotBefore > now)
        {
            return;
        }

        state = await WithAddressAsync(connection, state, now, cancellation);

        switch (await account.EventsAsync(connection, now, now + Ahead, CallUse.Poll, cancellation))
        {
            case CalendarAnswer.Here here:
                var kept = await store.EventsAsync(connection.Name, now, now + Ahead, cancellation);
                var taken = state with { TakenAt = now, IsConnected = true, NotBefore = here.PauseUntil };
                await store.WriteAsync(connection.Name, taken, CalendarChanges.Of(kept, here.Events, now, here.WholeUntil), cancellation);
                break;
            case CalendarAnswer.NotConnected:
                await store.WriteAsync(connection.Name, state with { IsConnected = false, NotBefore = now + AsksAgainAfter }, null, cancellation);
                break;
            case CalendarAnswer.Later later:
                await store.WriteAsync(connection.Name, state with { NotBefore = later.NotBefore }, null, cancellation);
                break;
        }
    }

    // Another key may belong to another person, whose meetings those are not.
    private async Task<CalendarState> StateAsync(Connection connection, CancellationToken cancellation)
    {
        if (await store.StateAsync(connection.Name, cancellation) is not { } state)
        {
            return new CalendarState(connection.Generation);
        }

        if (state.Generation == connection.Generation)
        {
            return state;
        }

        await store.ForgetAsync(connection.Name, cancellation);
        return new CalendarState(connection.Generation);
    }

    private async Task<CalendarState> WithAddressAsync(Connection connection, CalendarState state, DateTimeOffset now, CancellationToken cancellation) =>
        state.AddressAt is { } read && read <= now && now - read < AddressLife
            ? state
            : await account.OwnAddressAsync(connection, cancellation) is { } own ? state with { OwnAddress = own, AddressAt = now } : state;
}
