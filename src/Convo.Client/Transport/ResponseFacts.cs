using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Convo.Client;

/// <summary>What a response says outside its body.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ReceivedAt">When its headers came.</param>
/// <param name="RateLimit">The hourly limit; null when no header spoke of it.</param>
/// <param name="RetryAfter">The wait that was asked for, never negative.</param>
internal sealed record ResponseFacts(HttpStatusCode Status, DateTimeOffset ReceivedAt, RateLimit? RateLimit, TimeSpan? RetryAfter)
{
    /// <summary>The documentation says "unix timestamp" without a unit. In seconds this value is the year 5138, in milliseconds 1973.</summary>
    private const long LargestInSeconds = 100_000_000_000;

    private static readonly long LatestUnixMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    internal static ResponseFacts Of(HttpResponseMessage response, DateTimeOffset now) =>
        new(response.StatusCode, now, ReadRateLimit(response.Headers), ReadRetryAfter(response.Headers.RetryAfter, now));

    private static RateLimit? ReadRateLimit(HttpResponseHeaders headers)
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

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
