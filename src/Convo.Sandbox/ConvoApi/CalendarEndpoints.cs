using System.Globalization;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The calendar's one operation: upcoming events.</summary>
internal static class CalendarEndpoints
{
    private const int MostResults = 50;
    private const int UsualResults = 10;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calendar/events", ListAsync);

    private static Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var calendar = ConvoGate.AccountOf(context).Calendar;
        if (!calendar.IsConnected)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("No Google Calendar is connected"));
        }

        var most = UsualResults;
        if (query["maxResults"] is [{ } number, ..]
            && (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostResults))
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.Validation($"maxResults must be between 1 and {MostResults}"));
        }

        DateTimeOffset? after = null;
        if (query["timeMin"] is [{ } text, ..])
        {
            if (!ConvoTime.TryParse(text, out var moment))
            {
                return ConvoAnswer.RefuseAsync(context, ConvoError.Validation("timeMin must be an ISO 8601 date-time"));
            }

            after = moment;
        }

        return ConvoAnswer.WriteAsync(
            context,
            new Envelope<IReadOnlyList<CalendarItem>>(calendar.List(after, most)),
            ConvoJson.Wire.EnvelopeIReadOnlyListCalendarItem);
    }
}
