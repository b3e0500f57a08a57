using Convo.Functions.Core.Approvals;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Convo.Functions.Web.Hooks;

/// <summary>
/// <c>POST /hooks/slack/{connection}</c>: where Slack sends presses of buttons (the app's "Interactivity Request URL"). Raw bytes in; a 200, within
/// Slack's three seconds, or a problem out. Slack shows neither to anybody: people are told at the message.
/// </summary>
internal sealed class SlackEndpoint(ButtonDoor door, WebOptions options, TimeProvider clock)
{
    public const string Route = "/hooks/slack/{connection}";
    private const string TimestampHeader = "X-Slack-Request-Timestamp";
    private const string SignatureHeader = "X-Slack-Signature";

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;

        if (!HttpMethods.IsPost(request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            await RefuseAsync(http, StatusCodes.Status405MethodNotAllowed);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Limits.HookBytes;
        }

        var body = await HookBody.ReadAsync(request.BodyReader, options.Limits.HookBytes, options.Limits.BodyWithin, clock, http.RequestAborted);

        if (body.Status is not 0)
        {
            await RefuseAsync(http, body.Status);
            return;
        }

        var connection = (string)request.RouteValues["connection"]!;
        var app = options.PublicAddress ?? options.LocalAddress ?? new Uri($"{request.Scheme}://{request.Host.Value}/");
        var (timestamp, signature) = (request.Headers[TimestampHeader].ToString(), request.Headers[SignatureHeader].ToString());
        await AnswerAsync(http, await door.ReceiveAsync(connection, body.Bytes, timestamp, signature, app));
    }

    private static Task AnswerAsync(HttpContext http, DoorAnswer answer)
    {
        switch (answer)
        {
            case DoorAnswer.Taken:
                http.Response.ContentLength = 0;
                return Task.CompletedTask;
            case DoorAnswer.Saving:
                return http.Response.WriteAsync("saving", CancellationToken.None);
            case DoorAnswer.Denied:
                return ProblemResult.Unsigned().ExecuteAsync(http);
            case DoorAnswer.Foreign:
                const string Advice = "Press the button in the message itself.";
                return ProblemResult.Forbidden("This question was not asked with this connection.", Advice).ExecuteAsync(http);
            case DoorAnswer.Unreadable:
                return ProblemResult.For(StatusCodes.Status400BadRequest).ExecuteAsync(http);
            default:
                return ProblemResult.Unavailable().ExecuteAsync(http);
        }
    }

    private static Task RefuseAsync(HttpContext http, int status)
    {
        // What was not read of the body must not be taken for the next request.
        http.Response.Headers[HeaderNames.Connection] = "close";
        return ProblemResult.For(status).ExecuteAsync(http);
    }
}
