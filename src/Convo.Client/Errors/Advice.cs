using System.Net;

namespace Convo.Client;

/// <summary>Turns an error answer into what a person can do about it. The code comes first; the status only speaks where there is no known code.</summary>
internal static class Advice
{
    internal static string For(ConvoCall call, HttpStatusCode status, ConvoErrorCode code) => Meaning(status, code) switch
    {
        ConvoErrorCode.ValidationError => "Correct the parameters or the body; Convo's own explanation is in Detail.",
        ConvoErrorCode.Unauthorized => "Check the API key, or make a new one in the Convo desktop app under Settings, API Keys.",
        ConvoErrorCode.Forbidden => "The plan is too low: the API needs Starter, webhooks need Professional. Compare with the tier in the profile.",
        ConvoErrorCode.NotFound => call.NotFoundMeans,
        ConvoErrorCode.RateLimited => "The hourly requests of this user are used up, over all keys. Wait as long as RetryAfter says.",
        ConvoErrorCode.AiLimitExceeded =>
            "The monthly AI generations are used up. Wait until the profile's aiGenerations.resetsAt, or use a higher plan; stored results stay free.",
        ConvoErrorCode.InternalError => "Convo has a fault. Try again in a few minutes.",
        _ => "This answer is not documented. Try again later; if it stays, tell Convo's support the status and the time.",
    };

    private static ConvoErrorCode Meaning(HttpStatusCode status, ConvoErrorCode code) => (code, (int)status) switch
    {
        (not ConvoErrorCode.Unknown, _) => code,
        (_, 400 or 422) => ConvoErrorCode.ValidationError,
        (_, 401) => ConvoErrorCode.Unauthorized,
        (_, 403) => ConvoErrorCode.Forbidden,
        (_, 404 or 410) => ConvoErrorCode.NotFound,
        (_, 429) => ConvoErrorCode.RateLimited,
        (_, >= 500) => ConvoErrorCode.InternalError,
        _ => ConvoErrorCode.Unknown,
    };
}
