using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Convo.Functions.Web;

/// <summary>
/// For everything that is read over the API, in one place: an entity tag made from the answer, and 304 where the caller has that answer already. Pages that
/// look again every few seconds then cost the line almost nothing. The tags are weak, they say that two answers are equal and nothing about versions; a
/// route that gives a tag of its own keeps it.
/// </summary>
internal sealed class Unchanged(RequestDelegate next)
{
    private const int TagBytes = 12;

    public Task InvokeAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? TagAsync(http) : next(http);

    private async Task TagAsync(HttpContext http)
    {
        var response = http.Response;
        var wire = response.Body;
        using var body = new MemoryStream();
        response.Body = body;

        try
        {
            await next(http);
        }
        finally
        {
            response.Body = wire;
        }

        if (response.StatusCode is StatusCodes.Status200OK)
        {
            response.Headers.CacheControl = "no-store";
            var tag = response.Headers.ETag.ToString() is { Length: > 0 } own ? own : Tag(body);
            response.Headers.ETag = tag;

            if (Has(http.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                response.ContentLength = null;
                return;
            }
        }

        if (body.Length > 0)
        {
            response.ContentLength = body.Length;
            await wire.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), http.RequestAborted);
        }
    }

    private static string Tag(MemoryStream body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length), hash);
        return $"W/\"{Convert.ToHexStringLower(hash[..TagBytes])}\"";
    }

    // RFC 9110, section 13.1.2: If-None-Match compares weakly.
    private static bool Has(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParse(tag, out var ours)
        && EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var theirs)
        && theirs.Any(one => one.Tag == "*" || one.Compare(ours, useStrongComparison: false));
}
