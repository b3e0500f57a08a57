using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Problems;

/// <summary>Outermost: whatever goes wrong becomes a problem document, and says nothing about our inside.</summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The last line of defence: nothing may reach the server's own error page.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var answer = Answer(e);
            Report(e, answer.StatusCode ?? 0, http);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            SecurityHeaders.Set(http.Response);
            await answer.ExecuteAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await ProblemResult.For(http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    private static ProblemResult Answer(Exception exception) => exception switch
    {
        StorageException => ProblemResult.Unavailable(),
        BadHttpRequestException { InnerException: JsonException json } => NotJson(json),
        JsonException json => NotJson(json),
        BadHttpRequestException bad => ProblemResult.For(bad.StatusCode),
        _ => ProblemResult.For(StatusCodes.Status500InternalServerError),
    };

    // The message of a JsonException may quote the body; its path and line don't.
    private static ProblemResult NotJson(JsonException json) => ProblemResult.BadRequest(
        "The body is not the JSON that is expected here.",
        "Check the body against /api/openapi.json.",
        [new Problem(
            (json.Path ?? "$").TrimStart('$', '.'),
            $"It can't be read at line {(json.LineNumber ?? 0) + 1}: wrong type, no valid JSON, a name that stands twice, or nested too deep.",
            "Correct this place.")]);

    private void Report(Exception exception, int status, HttpContext http)
    {
        var route = (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "no route";
        if (status is StatusCodes.Status500InternalServerError)
        {
            Log.Failed(logger, http.Request.Method, route, exception.GetType(), exception.StackTrace);
        }
        else if (status is StatusCodes.Status503ServiceUnavailable)
        {
            Log.StoreDown(logger, http.Request.Method, route, exception.GetType(), exception.StackTrace);
        }
    }

    private static partial class Log
    {
        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(1, LogLevel.Error, "{Method} {Route} failed: {Error}\n{Place}")]
        public static partial void Failed(ILogger logger, string method, string route, Type error, string? place);

        [LoggerMessage(2, LogLevel.Warning, "{Method} {Route} could not reach the store: {Error}\n{Place}")]
        public static partial void StoreDown(ILogger logger, string method, string route, Type error, string? place);
    }
}
