using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Worker;

/// <summary>
/// The web server of the worker head: instead of listening it is handed requests by the worker's functions, so that the same ASP.NET Core pipeline
/// serves both heads. It knows nothing of the worker's packages, and is tested without them.
/// </summary>
public sealed class BridgeServer : IServer
{
    private const string Forwarded = "X-Forwarded-";
    private readonly long mostBytes;
    private Func<IFeatureCollection, Func<Task>, Task>? run;

    /// <summary>Makes a server that listens nowhere.</summary>
    /// <param name="mostBytes">The most bytes of a request's body, as Kestrel would hold it; a route may ask for less.</param>
    public BridgeServer(long mostBytes)
    {
        this.mostBytes = mostBytes;

        // An app may add addresses to its server; here they lead nowhere.
        Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
    }

    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        run = async (features, end) =>
        {
            var context = application.CreateContext(features);
            Exception? failure = null;
            try
            {
                await application.ProcessRequestAsync(context);
                await end();
            }
            catch (Exception e)
            {
                failure = e;
                throw;
            }
            finally
            {
                application.DisposeContext(context, failure);
            }
        };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        run = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => run = null;

    /// <summary>Serves a request from outside.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The whole address as the host wrote it; its path is decoded once and never tidied up, as Kestrel would tell it.</param>
    /// <param name="headers">
    /// The headers. What they say about the body's length is replaced by what its length is; what they say about servers on the way is left out, because
    /// nobody in between vouches for it.
    /// </param>
    /// <param name="body">The body, to its end.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the answer any more.</param>
    public Task<BridgeAnswer> ServeAsync(
        string method,
        string address,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellation)
    {
        var (scheme, target) = Split(address);
        var request = Request(method, scheme, target);
        foreach (var (name, values) in headers.Where(header => !header.Key.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers[name] = values.ToArray();
        }

        // A trigger is called chunked and without a length: with a length, no request from outside can pass for one.
        request.Headers.TransferEncoding = default;
        request.Headers.ContentLength = body.Length;
        return RunAsync(request, body, cancellation);
    }

    /// <summary>Calls a trigger as the Functions host calls a custom handler: the same endpoint answers both heads.</summary>
    /// <param name="function">The name of the function.</param>
    /// <param name="envelope">What <see cref="Envelope"/> made.</param>
    /// <param name="cancellation">Cancelled when the host gives up.</param>
    /// <exception cref="HttpRequestException">It failed. Thrown on to the host, which tries again.</exception>
    public async Task CallAsync(string function, ReadOnlyMemory<byte> envelope, CancellationToken cancellation)
    {
        var request = Request(HttpMethods.Post, "http", "/" + function);
        request.Headers.Host = "127.0.0.1";
        request.Headers.ContentType = "application/json; charset=utf-8";
        request.Headers.TransferEncoding = "chunked";
        var answer = await RunAsync(request, envelope, cancellation);
        if (answer.Status is < 200 or > 299)
        {
            throw new HttpRequestException($"{function} answered {answer.Status}.", inner: null, (HttpStatusCode)answer.Status);
        }
    }

    private static HttpRequestFeature Request(string method, string scheme, string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new HttpRequestFeature
        {
            Method = method,
            Protocol = HttpProtocol.Http11,
            Scheme = scheme,
            RawTarget = target,
            Path = PathString.FromUriComponent(query < 0 ? target : target[..query]).Value ?? "",
            QueryString = query < 0 ? "" : target[query..],
        };
    }

    // By hand, for Uri resolves "..", turns "\" around and decodes: the path would lead elsewhere than the host thinks.
    private static (string Scheme, string Target) Split(string address)
    {
        var authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3)
        {
            throw new ArgumentException("The address has no scheme.", nameof(address));
        }

        var end = address.AsSpan(authority).IndexOfAny('/', '?');
        var target = end < 0 ? "/" : address[(authority + end)..];
        return (address[..(authority - 3)], target[0] is '/' ? target : "/" + target);
    }

    private async Task<BridgeAnswer> RunAsync(HttpRequestFeature request, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var serve = run ?? throw new InvalidOperationException("The web app has not been started, or has been stopped.");
        using var body = new BridgeBody(bytes, mostBytes);
        using var written = new MemoryStream();
        request.Body = body;
        var response = new BridgeResponse();
        var writer = new StreamResponseBodyFeature(written);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpRequestBodyDetectionFeature>(body);
        features.Set<IHttpMaxRequestBodySizeFeature>(body);
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellation });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(writer);

        await serve(features, async () =>
        {
            await response.StartAsync();
            await writer.CompleteAsync();
        });
        await response.CompleteAsync();
        return new BridgeAnswer(response.StatusCode, response.Headers, written.ToArray());
    }
}
