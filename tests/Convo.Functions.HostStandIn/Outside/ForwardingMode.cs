using Convo.Functions.HostStandIn.Handler;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>
/// <c>enableForwardingHttpRequest</c>: the request is built anew from what Kestrel made of it. Its path went through one decoding there, and goes through
/// another normalisation here, after the route was matched: <c>/api/..%5cwork</c> arrives as <c>/work</c>. That is the real host's hole, kept on purpose.
/// </summary>
internal sealed class ForwardingMode(HandlerKeeper keeper, FunctionLimit limit, TimeProvider clock) : IHandOn, IDisposable
{
    private readonly HttpClient client = new(HandlerClient.Transport()) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task InvokeAsync(HttpContext context, CancellationToken cancellation)
    {
        using var request = Rebuilt(context.Request);
        HandlerClient.AddHostHeaders(request, Guid.CreateVersion7(clock.GetUtcNow()).ToString());

        // The whole answer is read before the client gets a byte of it.
        using var response = await limit.WithinAsync(end => client.SendAsync(request, end), cancellation);
        await CopyAsync(response, context.Response, cancellation);
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Rebuilt(HttpRequest from)
    {
        var path = new Uri(from.GetDisplayUrl()).AbsolutePath;
        var address = new UriBuilder(Uri.UriSchemeHttp, keeper.Address.Host, keeper.Address.Port, path).ToString();

        // Repeated keys are joined, keys without a value get an equals sign.
        var query = from.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(QueryHelpers.AddQueryString(address, query)));
        foreach (var (name, values) in from.Headers)
        {
            // Headers of the content are refused here, and so get lost.
            request.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        if (from.ContentLength is > 0)
        {
            request.Content = new StreamContent(from.Body);
            request.Content.Headers.ContentLength = from.ContentLength;
            if (from.ContentType is { Length: > 0 } type)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        return request;
    }

    private static async Task CopyAsync(HttpResponseMessage from, HttpResponse to, CancellationToken cancellation)
    {
        to.StatusCode = (int)from.StatusCode;
        var body = await from.Content.ReadAsByteArrayAsync(cancellation);
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers))
        {
            to.Headers[name] = values.ToArray();
        }

        // The framing was the handler's affair; the answer goes on with its length.
        to.Headers.Remove("Transfer-Encoding");
        to.Headers.Remove("Content-Length");
        if (to.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            to.ContentLength = body.Length;
        }

        if (body.Length > 0)
        {
            await to.Body.WriteAsync(body, cancellation);
        }
    }
}
