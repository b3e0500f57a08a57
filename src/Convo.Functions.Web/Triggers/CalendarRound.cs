using Convo.Functions.Core.Calendars.Doubles;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// Takes the snapshots of the calendars behind all accounts, every half hour, whoever calls and however often; and removes what was kept long enough. Where
/// no recipe that is on uses the calendar, or is done once for what several accounts recorded, none is read.
/// </summary>
public sealed partial class CalendarRound(
    Turns turns, ConnectionStore connections, IRecipes recipes, CalendarRefresh refresh, CalendarStore store, EventClaims claims, TimeProvider clock,
    ILogger<CalendarRound> logger)
{
    private const string Turn = "calendar";
    private const string DailyTurn = "calendar-series";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    // Asking whose turn it is costs a read of storage, and whoever calls does so far more often than a turn comes.
    private static readonly TimeSpan AsksAfter = TimeSpan.FromMinutes(10);
    private long askedAt = DateTimeOffset.MinValue.Ticks;

    /// <summary>
    /// Looks after all of them, if it is time. What goes wrong with one account does not keep the others waiting: the next round makes it good.
    /// </summary>
    /// <exception cref="StorageException">Whose turn it is could not be read or written, or the tables could not.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (TimeSpan.FromTicks(now.UtcTicks - Interlocked.Read(ref askedAt)).Duration() < AsksAfter)
        {
            return;
        }

        Interlocked.Exchange(ref askedAt, now.UtcTicks);
        if (!await turns.TakeAsync(Turn, Every, cancellation))
        {
            return;
        }

        var accounts = (await connections.ListAsync(cancellation)).Where(connection => connection.Kind == ConnectionKind.Convo.Name).ToList();
        if (accounts.Count is 0)
        {
            return;
        }

        var published = await recipes.PublishedAsync(cancellation);

        // What several accounts have recorded is told by their calendars.
        var isWanted = CalendarRefresh.IsWanted(published) || (accounts.Count > 1 && DoubleRecordings.IsWanted(published));
        var isDay = await turns.TakeAsync(DailyTurn, Daily, cancellation);
        if (isDay)
        {
            await claims.RemoveOldAsync(now, cancellation);
        }

        foreach (var account in accounts)
        {
            await LookAsync(account, isWanted, isDay, now, cancellation);
        }
    }

    private async Task LookAsync(Connection account, bool isWanted, bool isDay, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await store.RemoveOldAsync(account.Name, now, cancellation);
            if (isDay)
            {
                await store.RemoveOldOccurrencesAsync(account.Name, now, cancellation);
            }

            if (isWanted)
            {
                await refresh.RefreshAsync(account, cancellation);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageException))
        {
            Log.NotLooked(logger, account.Name, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        // Never the message: it may quote a title.
        [LoggerMessage(1, LogLevel.Warning, "The calendar of {Account} could not be looked after, which is tried again in half an hour: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, string account, Type error, string? place);
    }
}
