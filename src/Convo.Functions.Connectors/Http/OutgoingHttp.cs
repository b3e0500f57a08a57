using System.Net;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Http;

/// <summary>
/// Makes the one way out of the product over HTTP; where a name leads is checked when connecting.
/// </summary>
/// <param name="loopback">Which ports of this machine may be called.</param>
/// <param name="resolve">Looks up a name; null for the system's own way.</param>
public sealed class OutgoingHttp(LoopbackRule loopback, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private const int HttpsPort = 443;
    private const int HeaderKiloBytes = 16;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    // New connections now and then, so that a changed DNS entry is noticed.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly OutgoingSockets sockets = new(resolve);

    /// <summary>Which ports of this machine may be called.</summary>
    public LoopbackRule Loopback => loopback;

    /// <summary>
    /// A client that follows no redirect (it could lead inside, or carry a secret elsewhere), uses no proxy (it would connect in our place,
    /// unchecked), keeps no cookies and unpacks nothing. It has no time limit of its own: each call has one.
    /// </summary>
    public HttpClient Client() => new(Handler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    internal SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = HeaderKiloBytes,
        ConnectTimeout = ConnectLimit,
        PooledConnectionLifetime = ConnectionLife,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        return await sockets.ConnectAsync(host, port, address => MayConnect(address, port, context.InitialRequestMessage.RequestUri), cancellation);
    }

    private bool MayConnect(IPAddress address, int port, Uri? request)
    {
        if (AddressRules.IsLoopback(address))
        {
            return loopback.Allows(port);
        }

        return port == HttpsPort && request?.Scheme == Uri.UriSchemeHttps && AddressRules.IsPublic(address);
    }
}

/// <summary>An outgoing call was stopped: its name leads to an address that may not be called. Nothing was sent.</summary>
public sealed class BlockedAddressException() : Exception("The address may not be called: it leads to this machine or into a private network.");
