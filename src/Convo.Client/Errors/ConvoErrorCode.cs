namespace Convo.Client;

/// <summary>The error codes of the API documentation ("Error Codes"). The code, not the HTTP status, decides: both kinds of 429 differ only in it.</summary>
public enum ConvoErrorCode
{
    /// <summary>No code was given, or one that no page documents; see <see cref="ConvoApiException.RawCode"/>.</summary>
    Unknown,

    /// <summary><c>validation_error</c>, 400: a parameter or the body is wrong.</summary>
    ValidationError,

    /// <summary><c>unauthorized</c>, 401: the key is missing, malformed or not valid.</summary>
    Unauthorized,

    /// <summary><c>forbidden</c>, 403: the plan is too low for this call.</summary>
    Forbidden,

    /// <summary><c>not_found</c>, 404: no such resource, or key points or feedback that were not generated yet.</summary>
    NotFound,

    /// <summary><c>rate_limited</c>, 429: the hourly requests are used up; waiting helps.</summary>
    RateLimited,

    /// <summary><c>ai_limit_exceeded</c>, 429: the monthly AI generations are used up; waiting an hour does not help.</summary>
    AiLimitExceeded,

    /// <summary><c>internal_error</c>, 500: a fault at Convo.</summary>
    InternalError,
}
