using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Triggers;

/// <summary>
/// Tells a call of the Functions host from a request of a stranger that aims at the same path. In forwarding mode the host decodes a path once more after
/// it has found the route, so that <c>POST /api/..%5cwork</c> arrives as <c>POST /work</c> with the stranger's body and the host's own headers.
/// </summary>
/// <remarks>
/// What a stranger can't have: the host's own calls are always chunked and without a length, and what it forwards never is; what it proxies carries
/// X-Forwarded headers, and the host's own calls don't. Should even this be got round, a forged hint is a look-up, and a timer runs once a period.
/// </remarks>
internal static class HostCall
{
    private const string Forwarded = "X-Forwarded-";

    // Where the server puts a length that came beside chunks.
    private const string OtherLength = "X-Content-Length";

    /// <summary>The function that a request aims at, rightly or by a trick; null for one that aims at none.</summary>
    public static Function? Target(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").Trim('/');
        return FunctionTable.Triggered.Values.FirstOrDefault(function => string.Equals(function.Name, path, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the request is the host's own call of a function.</summary>
    public static bool Is(HttpContext http, Function function)
    {
        var headers = http.Request.Headers;
        return HttpMethods.IsPost(http.Request.Method)
            && RawTarget(http) == function.TriggerPath
            && headers.TransferEncoding == "chunked"
            && headers.ContentLength is null
            && !headers.ContainsKey(OtherLength)
            && !headers.Keys.Any(name => name.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The target exactly as it stood in the request line.</summary>
    public static string RawTarget(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
