namespace Convo.Client;

/// <summary>Which events of the calendar to list. There is no next page and no end: to go on, ask again from the last start.</summary>
public sealed record CalendarQuery
{
    /// <summary>The most events that Convo gives in one answer (API documentation, "Calendar": <c>maxResults</c> 1 to 50).</summary>
    public const int MostResults = 50;

    /// <summary>
    /// Events in the answer, 1 to <see cref="MostResults"/>. Convo's own default is 10; the largest answer costs the fewest of the hourly requests.
    /// </summary>
    public int MaxResults { get; init; } = MostResults;

    /// <summary>Only events that start "after this time". Whether one in the past brings past events, and what holds without it, is not documented.</summary>
    public DateTimeOffset? TimeMin { get; init; }

    internal string ToPath()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxResults, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxResults, MostResults);
        var from = TimeMin is { } moment ? $"&timeMin={Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"))}" : "";
        return $"/calendar/events?maxResults={MaxResults}{from}";
    }
}
