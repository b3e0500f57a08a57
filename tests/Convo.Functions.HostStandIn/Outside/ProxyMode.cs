using System.Net;
using Convo.Functions.HostStandIn.Handler;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>
/// <c>enableProxyingHttpRequest</c>: the request is streamed through as the host's reverse proxy does it. Nothing of the path is decoded again; what
/// proxies say of a request (X-Forwarded-*) is the host's own word.
/// </summary>
internal sealed class ProxyMode(HandlerKeeper keeper, FunctionLimit limit, TimeProvider clock) : IHandOn, IDisposable
{
    private const int Piece = 64 * 1024;
    private const string InvocationId = "x-ms-invocation-id";
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedPrefix = "X-Forwarded-Prefix";

    // What concerns one connection only, and the proxy's own words, are not copied.
    private static readonly HashSet<string> NotCopied = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authentication-Info",
        "Proxy-Authorization", "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN", "Close", "TE", "Alt-Svc",
        "Host", ForwardedFor, ForwardedHost, ForwardedProto, ForwardedPrefix,
    };

    private readonly HttpMessageInvoker client = new(new SendAgain(HandlerClient.Transport()));

    public async Task InvokeAsync(HttpContext context, CancellationToken cancellation)
    {
        var invocation = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        context.Request.Headers[HandlerClient.VersionHeader] = HandlerClient.Version;
        context.Request.Headers[HandlerClient.InvocationHeader] = invocation;
        context.Request.Headers.TryAdd(InvocationId, invocation);

        // Neither disposed nor cancelled: after a time-out it is sent once more, to the next handler.
        var request = Copied(context, cancellation);
        using var response = await limit.WithinAsync(_ => client.SendAsync(request, cancellation), CancellationToken.None);
        await CopyAsync(response, context.Response, cancellation);
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Copied(HttpContext context, CancellationToken cancellation)
    {
        var from = context.Request;
        var address = keeper.Address.GetLeftPart(UriPartial.Authority) + ProxiedPath.Encode(from.Path) + from.QueryString.ToUriComponent();
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(address))
        {
            Version = HttpVersion.Version11,
            Content = HasBody(from) ? new OnceReadContent(from.Body, cancellation) : null,
        };
        var isChunked = from.Headers.TransferEncoding.Count > 0;
        foreach (var (name, values) in from.Headers)
        {
            // Where both are given, the length is a lie.
            if (!NotCopied.Contains(name) && !(isChunked && name is "Content-Length"))
            {
                Add(request, name, values);
            }
        }

        Add(request, ForwardedFor, context.Connection.RemoteIpAddress?.ToString());
        Add(request, ForwardedHost, from.Host.ToUriComponent());
        Add(request, ForwardedProto, from.Scheme);
        return request;
    }

    private static bool HasBody(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;

    private static void Add(HttpRequestMessage request, string name, StringValues values)
    {
        if (values.Count is 0 || request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
        {
            return;
        }

        // A header of the content, perhaps of a request that has none.
        request.Content ??= new ByteArrayContent([]);
        request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
    }

    private static async Task CopyAsync(HttpResponseMessage from, HttpResponse to, CancellationToken cancellation)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers))
        {
            if (!NotCopied.Contains(name))
            {
                to.Headers[name] = values.ToArray();
            }
        }

        // In the pieces that come, several chunks in one where they came together.
        await using var body = await from.Content.ReadAsStreamAsync(cancellation);
        var piece = new byte[Piece];
        while (await body.ReadAsync(piece, cancellation) is var read and > 0)
        {
            await to.Body.WriteAsync(piece.AsMemory(0, read), cancellation);
        }
    }
}
