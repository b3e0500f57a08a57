using System.Globalization;
using System.Net.Http.Headers;

namespace Convo.Client;

/// <summary>
/// The hourly request limit as Convo's <c>X-RateLimit-*</c> headers report it. It is counted per user over a rolling hour, so all keys
/// of one user share it (API documentation, "Rate Limits").
/// </summary>
/// <param name="Limit">Requests allowed an hour: 100, 500 or 2,000 by plan; null when not reported.</param>
/// <param name="Remaining">Requests left in the current window, never below 0; null when not reported.</param>
/// <param name="ResetsAt">When the window resets, in UTC; null when not reported.</param>
public sealed record RateLimit(int? Limit, int? Remaining, DateTimeOffset? ResetsAt)
{
    /// <summary>The documentation says "unix timestamp" without a unit. In seconds this value is the year 5138, in milliseconds 1973.</summary>
    private const long LargestInSeconds = 100_000_000_000;

    private static readonly long LatestUnixMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the headers, for who meters calls below the client: it sees every answer, those of failed calls too.</summary>
    /// <param name="headers">The headers of a response.</param>
    /// <returns>What they say; null where none speaks of the limit.</returns>
    public static RateLimit? Read(HttpResponseHeaders headers)
    {
        var limit = ReadNumber(headers, "X-RateLimit-Limit");
        var remaining = ReadNumber(headers, "X-RateLimit-Remaining");
        var reset = ReadNumber(headers, "X-RateLimit-Reset");
        return limit is null && remaining is null && reset is null
            ? null
            : new(Count(limit), Count(remaining), reset is { } moment ? Moment(moment) : null);
    }

    private static long? ReadNumber(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && values.FirstOrDefault() is { } text
        && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static int? Count(long? number) => number is { } value ? (int)Math.Clamp(value, 0, int.MaxValue) : null;

    private static DateTimeOffset? Moment(long unix) => unix switch
    {
        < 0 => null,
        <= LargestInSeconds => DateTimeOffset.FromUnixTimeSeconds(unix),
        _ when unix <= LatestUnixMilliseconds => DateTimeOffset.FromUnixTimeMilliseconds(unix),
        _ => null,
    };
}
