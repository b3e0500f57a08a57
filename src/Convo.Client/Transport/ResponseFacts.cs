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
    internal static ResponseFacts Of(HttpResponseMessage response, DateTimeOffset now) =>
        new(response.StatusCode, now, RateLimit.Read(response.Headers), ReadRetryAfter(response.Headers.RetryAfter, now));

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
