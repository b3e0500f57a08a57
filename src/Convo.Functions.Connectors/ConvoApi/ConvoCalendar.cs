using System.Net;
using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;
using CalendarEvent = Convo.Functions.Core.Calendars.CalendarEvent;
using WireEvent = Convo.Client.CalendarEvent;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Reads the calendar behind an account at Convo, 50 events a request, until the asked time is covered.</summary>
internal sealed class ConvoCalendar(ConvoClients clients, IConnectionSecrets secrets, TimeProvider time) : ICalendarAccount
{
    private const int MostPages = 4;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<CalendarAnswer> EventsAsync(
        Connection connection, DateTimeOffset from, DateTimeOffset until, CallUse use, CancellationToken cancellation)
    {
        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), use);

        if (client is null)
        {
            return new CalendarAnswer.Later(refusal!.Reason, time.GetUtcNow() + Soon);
        }

        try
        {
            return await ReadAsync(client, from, until, cancellation);
        }
        catch (ConvoApiException failure)
        {
            return Meaning(connection, failure);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation)
    {
        var (client, _) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), CallUse.Poll);

        try
        {
            return client is not null && (await client.GetProfileAsync(cancellation)).Value.Profile.Email is { Length: > 0 } address ? address : null;
        }
        catch (ConvoApiException)
        {
            return null;
        }
    }

    private static async Task<CalendarAnswer> ReadAsync(ConvoClient client, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var events = new Dictionary<(string Id, DateTimeOffset Start), CalendarEvent>();
        var next = from;
        RateLimit? limit = null;

        for (var page = 1; ; page++)
        {
            // Whether "after" leaves the moment itself out is not documented.
            var (came, left) = await client.ListCalendarEventsAsync(new CalendarQuery { TimeMin = next - Moment }, cancellation);
            limit = left ?? limit;
            var before = events.Count;
            var last = Add(came, events);
            var isLastPage = came.Count < CalendarQuery.MostResults || last is null || last >= until;

            // Fifty that start at the same moment would be the same fifty for ever.
            if (isLastPage || events.Count == before || page == MostPages)
            {
                var wholeUntil = isLastPage || last is null ? until : last.Value;
                return new CalendarAnswer.Here(
                    [.. events.Values.Where(one => one.Start >= from && one.Start < until)], wholeUntil < until ? wholeUntil : until, PauseOf(limit));
            }

            next = last!.Value;
        }
    }

    // The latest start that came; null where there was none.
    private static DateTimeOffset? Add(IReadOnlyList<WireEvent> came, Dictionary<(string Id, DateTimeOffset Start), CalendarEvent> events)
    {
        DateTimeOffset? last = null;

        foreach (var one in came.Select(Read).OfType<CalendarEvent>())
        {
            events[(one.Id, one.Start)] = one;
            last = last is null || one.Start > last ? one.Start : last;
        }

        return last;
    }

    // An event without a time is nothing that a meeting could have been.
    private static CalendarEvent? Read(WireEvent wire)
    {
        var (start, isAllDay) = Read(wire.Start);
        var (end, _) = Read(wire.End);

        return start is not { } begins ? null : new CalendarEvent(
            wire.Id,
            wire.Summary ?? "",
            begins,
            end is { } ends && ends > begins ? ends : begins,
            isAllDay,
            [.. wire.Attendees.Select(Read)],
            wire.Organizer is { } organiser ? Read(organiser) : null);
    }

    private static (DateTimeOffset? Moment, bool IsDay) Read(CalendarTime when) => when.DateTime is { } moment
        ? (moment, false)
        : (when.Date is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null, true);

    private static Attendee Read(CalendarAttendee attendee) => new(
        string.IsNullOrWhiteSpace(attendee.DisplayName) ? null : attendee.DisplayName.Trim(),
        attendee.Email.Trim(),
        string.Equals(attendee.ResponseStatus, "declined", StringComparison.OrdinalIgnoreCase));

    // The last fifth of an hour's requests is for meetings.
    private static DateTimeOffset? PauseOf(RateLimit? limit) =>
        limit is { Limit: { } most, Remaining: { } left, ResetsAt: { } reset } && left * 5 < most ? reset : null;

    // What comes without a calendar is not documented: 400, 403 and 404 all may mean it (API documentation, "Calendar": "Requires Google Calendar connected").
    private CalendarAnswer Meaning(Connection connection, ConvoApiException failure) => failure switch
    {
        { Status: HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound } =>
            new CalendarAnswer.NotConnected("Convo gives no calendar for this account: connect one in the Convo app under Settings, Integrations."),
        { RetryAfter: { } wait } => Waiting(clients.WordsOf(connection, failure), wait > Hour ? Hour : wait),
        _ => new CalendarAnswer.Later(failure.Message, time.GetUtcNow() + Soon),
    };

    // Who mends the account should not wait for an hour; looking costs no call while it is stopped.
    private CalendarAnswer.Later Waiting(FailureWords words, TimeSpan wait) => new(words.Whole, time.GetUtcNow() + (words.IsStop ? Soon : wait));
}
