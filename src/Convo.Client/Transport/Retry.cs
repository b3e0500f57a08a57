using System.Net;

namespace Convo.Client;

/// <summary>Decides whether a failed read is tried again, and after how long.</summary>
internal static class Retry
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    /// <param name="call">The call that failed.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="attempt">0 after the first try.</param>
    /// <param name="allowed">How many repeats are allowed.</param>
    /// <param name="dice">A number from 0 up to 1.</param>
    /// <returns>The wait: half to all of 0.5 s, 1 s, 2 s, …; null for giving up.</returns>
    internal static TimeSpan? WaitBefore(ConvoCall call, ConvoApiException failure, int attempt, int allowed, Func<double> dice)
    {
        if (!call.MayBeRepeated || attempt >= allowed || !IsPassing(failure))
        {
            return null;
        }

        var wait = FirstWait * Math.Pow(2, attempt) * (0.5 + (dice() / 2));
        return failure.RetryAfter > wait ? null : wait;
    }

    // A 429 is never repeated here: how to share the hour is the caller's plan.
    private static bool IsPassing(ConvoApiException failure) => failure.Failure switch
    {
        ConvoFailure.Network => true,
        ConvoFailure.Refused => failure.Status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };
}
