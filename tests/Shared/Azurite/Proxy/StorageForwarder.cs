using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Convo.Functions.Tests.Shared;

/// <summary>Hands requests on to storage and answers back, byte for byte but for the headers that concern one connection only.</summary>
internal sealed class StorageForwarder(HttpMessageInvoker storage) : IDisposable
{
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Hands a request on.</summary>
    /// <param name="address">The part of storage.</param>
    /// <param name="target">Path and query; a signature covers the path as it is written, so nothing may tidy it.</param>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    public async Task<HttpResponseMessage> SendAsync(Uri address, string target, HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        var verbatim = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri($"{address.Scheme}://{address.Authority}{target}", verbatim));
        message.Headers.Host = request.Host.Value; // What storage tells of its own address is then this proxy's.
        message.Content = body.Length > 0 || request.ContentLength is not null ? new ByteArrayContent(body) : null;
        foreach (var (name, values) in request.Headers.Where(header => !OfOneConnection.Contains(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        var answer = await storage.SendAsync(message, cancellation);
        await answer.Content.LoadIntoBufferAsync(cancellation);
        return answer;
    }

    /// <summary>Hands an answer back.</summary>
    public static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfOneConnection.Contains(header.Key)))
        {
            response.Headers[name] = new StringValues([.. values]);
        }

        if (response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            await answer.Content.CopyToAsync(response.Body);
        }
    }

    public void Dispose() => storage.Dispose();
}
