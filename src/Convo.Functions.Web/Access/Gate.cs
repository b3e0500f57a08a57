using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Web.Access;

/// <summary>
/// Before routing: what is not open needs a sign-in, whatever the path leads to. A path that means one thing to us and another to a server in
/// front of us therefore leads nowhere without one.
/// </summary>
internal sealed class Gate(RequestDelegate next, OpenPaths open, Callers callers, WebOptions options)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var raw = RawPath(http);
        if (open.IsOpen(raw, request.Path.Value ?? "", request.Method))
        {
            await next(http);
            return;
        }

        if (await callers.FindAsync(http) is not { } found)
        {
            await callers.Refusal(http).ExecuteAsync(http);
            return;
        }

        if (found.ByCookie && !SameOrigin.Holds(request, options.PublicAddress))
        {
            await SameOrigin.Refusal().ExecuteAsync(http);
            return;
        }

        http.Features.Set(found);
        await next(http);
    }

    private static string RawPath(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target : target[..end];
    }
}
