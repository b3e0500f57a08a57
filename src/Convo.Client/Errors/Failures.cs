using System.Net;

namespace Convo.Client;

/// <summary>Makes the exception for each way in which a call can fail.</summary>
internal static class Failures
{
    private const string Later = "Try again in a few minutes.";

    /// <summary>The wait of the documentation's own sample when a 429 has no Retry-After (API documentation, "Handle rate limits with backoff").</summary>
    private static readonly TimeSpan FallbackWait = TimeSpan.FromSeconds(60);

    internal static ConvoApiException Refused(ConvoCall call, ResponseFacts response, ErrorAnswer error)
    {
        var status = (int)response.Status;
        var serverFault = status >= 500;
        var named = error.RawCode is { } code ? $"HTTP {status} ({code})" : $"HTTP {status} without Convo's error format";
        return new(ConvoFailure.Refused, call.What, named, Advice.For(call, response.Status, error.Code))
        {
            Status = response.Status,
            Code = error.Code,
            RawCode = error.RawCode,
            Detail = error.Detail,
            RateLimit = response.RateLimit,
            RetryAfter = WaitFor(response, error.Code),
            IsTransient = error.Code is not ConvoErrorCode.AiLimitExceeded
                && (serverFault || response.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout),
            MayHaveCostCredit = call.MayCostCredit && serverFault,
        };
    }

    internal static ConvoApiException Redirected(ConvoCall call, ResponseFacts response) =>
        new(
            ConvoFailure.Redirected,
            call.What,
            $"HTTP {(int)response.Status}, a redirect",
            "Set the base address to the final one (https://www.itsconvo.com, with www); a key is never sent after a redirect.")
        {
            Status = response.Status,
            RateLimit = response.RateLimit,
        };

    internal static ConvoApiException Unreadable(ConvoCall call, ResponseFacts response, string reason) =>
        new(ConvoFailure.Unreadable, call.What, reason, $"Check that the base address is Convo's and that no proxy answers in its place. {Later}")
        {
            Status = response.Status,
            RateLimit = response.RateLimit,
            IsTransient = true,
            MayHaveCostCredit = call.MayCostCredit,
        };

    internal static ConvoApiException TooLarge(ConvoCall call, ResponseFacts response) =>
        new(
            ConvoFailure.TooLarge,
            call.What,
            $"the answer is larger than {call.AnswerLimit / BoundedBody.MiB} MiB",
            "Ask for less at once; a single document of this size is not Convo's.")
        {
            Status = response.Status,
            RateLimit = response.RateLimit,
            MayHaveCostCredit = call.MayCostCredit,
        };

    internal static ConvoApiException BrokenOff(ConvoCall call, ResponseFacts response, Exception cause) =>
        new(ConvoFailure.Network, call.What, "the connection broke while the answer was read", Later, cause)
        {
            Status = response.Status,
            RateLimit = response.RateLimit,
            IsTransient = true,
            MayHaveCostCredit = call.MayCostCredit,
        };

    internal static ConvoApiException Network(ConvoCall call, HttpRequestException cause)
    {
        var neverSent = cause.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        var reason = neverSent ? "Convo could not be reached" : "the connection broke before the answer came";
        return new(ConvoFailure.Network, call.What, reason, $"Check the network, the proxy and the base address. {Later}", cause)
        {
            IsTransient = true,
            MayHaveCostCredit = call.MayCostCredit && !neverSent,
        };
    }

    internal static ConvoApiException TimedOut(ConvoCall call, TimeSpan limit) =>
        new(ConvoFailure.Timeout, call.What, $"no whole answer within {limit.TotalSeconds:0.###} seconds", call.MayCostCredit
            ? "Convo may still finish the work: ask for the stored result in a few minutes before generating again."
            : Later)
        {
            IsTransient = true,
            MayHaveCostCredit = call.MayCostCredit,
        };

    internal static ConvoApiException WithoutSecret(ConvoCall call, RateLimit? rateLimit) =>
        new(
            ConvoFailure.Unreadable,
            call.What,
            "the answer has no secret",
            "List the webhooks, delete the one with this address and register again: without its secret no delivery can be checked.")
        {
            RateLimit = rateLimit,
        };

    private static TimeSpan? WaitFor(ResponseFacts response, ConvoErrorCode code) => code switch
    {
        ConvoErrorCode.AiLimitExceeded => null,
        _ when response.RetryAfter is { } stated => stated,
        ConvoErrorCode.RateLimited when response.RateLimit?.ResetsAt is { } reset && reset > response.ReceivedAt => reset - response.ReceivedAt,
        ConvoErrorCode.RateLimited => FallbackWait,
        _ => null,
    };
}
