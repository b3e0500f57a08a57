using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Convo.Functions.Web;

/// <summary>Every limit of the server in one place, for all heads. Tests make them smaller.</summary>
public sealed record ServerLimits
{
    /// <summary>The most bytes of a delivery's body. Convo's events have less than one KB.</summary>
    [Range(1024, 1024 * 1024)]
    public int HookBytes { get; init; } = Core.Intake.EventReader.MaxBytes;

    /// <summary>The most bytes of a body of the API: more than any recipe may have, so that it is told what is too long.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int ApiBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>By when a delivery's body must be there. Convo itself gives up after 10 s.</summary>
    public TimeSpan BodyWithin { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>By when the headers must be there. Kestrel looks once a second, so that it is cut off in less than 5 s.</summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The most bytes of all headers. A platform that signs people in adds much.</summary>
    [Range(1024, 1024 * 1024)]
    public int HeaderBytes { get; init; } = 16 * 1024;

    /// <summary>The most headers of a request.</summary>
    [Range(16, 1024)]
    public int Headers { get; init; } = 64;

    /// <summary>How long a connection may be idle between requests.</summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most connections at once.</summary>
    [Range(1, 100_000)]
    public int Connections { get; init; } = 4096;

    /// <summary>Sets a server up: HTTP/1.1 only, small headers, no patience with slow senders, no word about what it is.</summary>
    public void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        server.Limits.MaxRequestBodySize = ApiBytes;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        server.Limits.MaxRequestHeaderCount = Headers;
        server.Limits.RequestHeadersTimeout = HeadersWithin;
        server.Limits.KeepAliveTimeout = IdleFor;
        server.Limits.MaxConcurrentConnections = Connections;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(2));
    }
}
