using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Convo.Functions.Web.Hooks;

/// <summary>
/// <c>POST /hooks/convo/{connection}</c>: raw bytes in, a bare 200 or a problem out. What comes with the request besides the bytes and the signature is
/// believed in nothing; Convo's method, content type and number of attempts are not documented.
/// </summary>
internal sealed class HookEndpoint(HookDoor door, RingCache rings, Rejections rejections, WebOptions options, TimeProvider clock)
{
    public const string Route = "/hooks/convo/{connection}";
    private const string SignatureHeader = "X-Convo-Signature";

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var connection = (string)request.RouteValues["connection"]!;
        if (Refusal(request) is { } refusal)
        {
            await RefuseAsync(http, connection, refusal);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Limits.HookBytes;
        }

        var body = await HookBody.ReadAsync(request.BodyReader, options.Limits.HookBytes, options.Limits.BodyWithin, clock, http.RequestAborted);
        if (body.Status is not 0)
        {
            await RefuseAsync(http, connection, body.Status);
            return;
        }

        // Two headers come joined with a comma, which no signature has.
        var signature = request.Headers[SignatureHeader].ToString();
        switch (await door.ReceiveAsync(connection, body.Bytes, signature, request.ContentType, http.RequestAborted))
        {
            case HookAnswer.Taken:
                http.Response.ContentLength = 0;
                break;
            case HookAnswer.Denied:
                await ProblemResult.Unsigned().ExecuteAsync(http);
                break;
            default:
                await ProblemResult.Unavailable().ExecuteAsync(http);
                break;
        }
    }

    private int? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        return request.ContentLength > options.Limits.HookBytes ? StatusCodes.Status413PayloadTooLarge : null;
    }

    private Task RefuseAsync(HttpContext http, string connection, int status)
    {
        if (Reason(status) is { } reason)
        {
            rejections.Count(rings.Knows(connection) ? connection : null, reason);
        }

        if (status is StatusCodes.Status405MethodNotAllowed)
        {
            http.Response.Headers.Allow = HttpMethods.Post;
        }

        // What was not read of the body must not be taken for the next request.
        http.Response.Headers[HeaderNames.Connection] = "close";
        return ProblemResult.For(status).ExecuteAsync(http);
    }

    private static RejectionReason? Reason(int status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => RejectionReason.WrongMethod,
        StatusCodes.Status408RequestTimeout => RejectionReason.TooSlow,
        StatusCodes.Status413PayloadTooLarge => RejectionReason.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => RejectionReason.Compressed,
        _ => null,
    };
}
