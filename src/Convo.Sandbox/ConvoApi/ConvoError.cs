namespace Convo.Sandbox.ConvoApi;

/// <summary>One row of Convo's documented table of errors: the status and the code always go together.</summary>
internal sealed record ConvoError(int Status, string Code, string Message)
{
    public static ConvoError Validation(string message) => new(StatusCodes.Status400BadRequest, "validation_error", message);

    public static ConvoError Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "unauthorized", message);

    public static ConvoError Forbidden(string message) => new(StatusCodes.Status403Forbidden, "forbidden", message);

    public static ConvoError NotFound(string message) => new(StatusCodes.Status404NotFound, "not_found", message);

    public static ConvoError RateLimited() => new(StatusCodes.Status429TooManyRequests, "rate_limited", "Hourly request limit reached");

    public static ConvoError AiLimitExceeded() =>
        new(StatusCodes.Status429TooManyRequests, "ai_limit_exceeded", "No AI generations left this month");

    public static ConvoError Internal() => new(StatusCodes.Status500InternalServerError, "internal_error", "Unexpected error");
}
