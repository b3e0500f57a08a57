namespace Convo.Client;

public sealed partial class ConvoClient
{
    /// <summary>
    /// Lists upcoming events of the calendar that is connected in the Convo app (<c>GET /calendar/events</c>). What comes where none is connected is not
    /// documented: take a 400, 403 or 404, and an empty list, for "not connected, or nothing there".
    /// </summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The events; those without an id are left out, as nothing can be said of them twice.</returns>
    public async Task<ConvoResult<IReadOnlyList<CalendarEvent>>> ListCalendarEventsAsync(CalendarQuery query, CancellationToken cancellationToken)
    {
        var call = new ConvoCall(HttpMethod.Get, query.ToPath(), "Listing calendar events")
        {
            NotFoundMeans = "No calendar is connected in the Convo app; connect one there under Settings, Integrations.",
        };
        var result = await AskAsync(call, ConvoJson.Default.EnvelopeListCalendarEvent, cancellationToken);
        return result.Map<IReadOnlyList<CalendarEvent>>(events => [.. Tolerant.List(events).Where(one => one.Id.Length > 0)]);
    }
}
