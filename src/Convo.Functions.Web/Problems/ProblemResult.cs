using Convo.Functions.Core.Actions;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Problems;

/// <summary>An error as an answer.</summary>
internal sealed class ProblemResult(ProblemDocument document) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => document.Status;

    public static ProblemResult BadRequest(string detail, string advice, IReadOnlyList<Problem>? problems = null) =>
        new(Make(StatusCodes.Status400BadRequest, detail, advice, problems));

    public static ProblemResult Unauthorized(
        string advice = "Open the sign-in link that the app printed at its start, or send a token as Authorization: Bearer.") =>
        new(Make(StatusCodes.Status401Unauthorized, "This needs a sign-in.", advice));

    public static ProblemResult Unsigned() => new(Make(
        StatusCodes.Status401Unauthorized, "The delivery is not signed with a secret of this connection.",
        "X-Convo-Signature holds the HMAC-SHA256 of the raw body in lower-case hex, keyed with the webhook's whole secret."));

    public static ProblemResult Forbidden(string detail, string advice) => new(Make(StatusCodes.Status403Forbidden, detail, advice));

    public static ProblemResult NotFound(string what) => new(Make(
        StatusCodes.Status404NotFound, $"There is no such {what}.", "Check the address; the lists of the API name what there is."));

    public static ProblemResult Conflict(string detail, string advice) => new(Make(StatusCodes.Status409Conflict, detail, advice));

    public static ProblemResult Stale(string detail, string advice) => new(Make(StatusCodes.Status412PreconditionFailed, detail, advice));

    public static ProblemResult VersionMissing() => new(Make(
        StatusCodes.Status428PreconditionRequired, "Replacing needs the version that was read, so that nobody's work is lost.",
        "Send the ETag of GET as If-Match."));

    public static ProblemResult Unavailable() => new(Make(
        StatusCodes.Status503ServiceUnavailable, "The store can't be reached right now.", "Try again in a minute; GET /api/health says how it stands."));

    public static ProblemResult For(int status) => new(Make(status, detail: null, status switch
    {
        StatusCodes.Status404NotFound => "Check the address.",
        StatusCodes.Status405MethodNotAllowed => "Use one of the methods that the Allow header names.",
        StatusCodes.Status408RequestTimeout => "Send the whole request without pauses.",
        StatusCodes.Status413PayloadTooLarge => "Send less at once.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with Content-Type: application/json and without compression.",
        StatusCodes.Status500InternalServerError => "This is an error of ours. The log has it; try again, and report it if it stays.",
        _ => "Check the request against /api/openapi.json.",
    }));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = document.Status;
        response.Headers.CacheControl = "no-store";
        if (document.Status is StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (document.Status is StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "30";
        }

        return response.WriteAsJsonAsync(document, ProblemJson.Default.ProblemDocument, "application/problem+json", CancellationToken.None);
    }

    private static ProblemDocument Make(int status, string? detail, string advice, IReadOnlyList<Problem>? problems = null)
    {
        var (slug, title) = status switch
        {
            StatusCodes.Status400BadRequest => ("not-valid", "The request is not valid"),
            StatusCodes.Status401Unauthorized => ("not-proven", "Not proven who sent this"),
            StatusCodes.Status403Forbidden => ("not-allowed", "Not allowed"),
            StatusCodes.Status404NotFound => ("not-found", "Not found"),
            StatusCodes.Status405MethodNotAllowed => ("wrong-method", "Wrong method"),
            StatusCodes.Status408RequestTimeout => ("too-slow", "The request took too long"),
            StatusCodes.Status409Conflict => ("conflict", "It conflicts with what is there"),
            StatusCodes.Status412PreconditionFailed => ("changed-meanwhile", "It was changed meanwhile"),
            StatusCodes.Status413PayloadTooLarge => ("too-large", "Too large"),
            StatusCodes.Status415UnsupportedMediaType => ("wrong-media-type", "Wrong media type"),
            StatusCodes.Status428PreconditionRequired => ("version-missing", "The version is missing"),
            StatusCodes.Status503ServiceUnavailable => ("store-down", "Not available right now"),
            >= 500 => ("error", "An error of ours"),
            _ => ("refused", "The request was refused"),
        };
        return new ProblemDocument($"urn:convo-functions:problem:{slug}", title, status, detail, advice, problems);
    }
}
