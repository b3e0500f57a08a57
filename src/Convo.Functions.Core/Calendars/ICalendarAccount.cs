using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Calendars;

/// <summary>Reads the calendar that is connected to an account at Convo. Behind it is Convo's API; nothing here can cost a credit.</summary>
public interface ICalendarAccount
{
    /// <summary>The events that start from one moment to another, in no order. One call, and more where there are more than 50.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="from">Events that start at this moment or later. One in the past may bring nothing: Convo speaks of upcoming events only.</param>
    /// <param name="until">Events that start before this moment.</param>
    /// <param name="use">What for: a snapshot gives way to those who look for the event of a meeting.</param>
    /// <param name="cancellation">Ends the calls.</param>
    Task<CalendarAnswer> EventsAsync(Connection connection, DateTimeOffset from, DateTimeOffset until, CallUse use, CancellationToken cancellation);

    /// <summary>The address of the account's owner, which tells whose domain is inside; null where it can't be had now. One call.</summary>
    Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation);
}

/// <summary>What reading a calendar gave.</summary>
public abstract record CalendarAnswer
{
    private CalendarAnswer()
    {
    }

    /// <summary>The events.</summary>
    /// <param name="Events">What came, each event once.</param>
    /// <param name="WholeUntil">All events that start before this moment are among them; what comes after was cut off.</param>
    /// <param name="PauseUntil">Where few requests of the hour are left: when the next hour begins. Null where there are enough.</param>
    public sealed record Here(IReadOnlyList<CalendarEvent> Events, DateTimeOffset WholeUntil, DateTimeOffset? PauseUntil) : CalendarAnswer;

    /// <summary>Convo gives no calendar for this account: none is connected, or one that its API does not know.</summary>
    public sealed record NotConnected(string Reason) : CalendarAnswer;

    /// <summary>A limit is reached or the account can't be reached.</summary>
    public sealed record Later(string Reason, DateTimeOffset NotBefore) : CalendarAnswer;
}
