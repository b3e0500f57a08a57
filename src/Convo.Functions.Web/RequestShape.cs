using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Web;

/// <summary>Refuses requests that a server in front of us could read differently than we do, before anything else looks at them.</summary>
internal sealed class RequestShape(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        SecurityHeaders.Set(http.Response);
        var headers = http.Request.Headers;

        // Kestrel takes Content-Length beside Transfer-Encoding, and moves the former out of the way under this name.
        var twoLengths = headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length"));
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (twoLengths || target is not ['/', ..])
        {
            http.Response.Headers.Connection = "close";
            return ProblemResult.For(StatusCodes.Status400BadRequest).ExecuteAsync(http);
        }

        return next(http);
    }
}
