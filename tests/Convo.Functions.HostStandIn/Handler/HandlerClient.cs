using System.Diagnostics;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>
/// How the host speaks to its handler: .NET's own client, which the real host uses too, so that the order of the headers and the framing of the
/// bodies come out as recorded.
/// </summary>
internal static class HandlerClient
{
    /// <summary>The version of the host that was recorded.</summary>
    public const string Version = "4.1037.0.0";

    public const string VersionHeader = "X-Azure-Functions-HostVersion";

    public const string InvocationHeader = "X-Azure-Functions-InvocationId";

    public const string Agent = "Azure-Functions-Host/" + Version;

    /// <summary>Connections that follow no redirect, keep no cookies and add no header of their own.</summary>
    public static SocketsHttpHandler Transport() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <summary>Adds the three headers of every call that is not proxied; those that a client sent stay before them.</summary>
    public static void AddHostHeaders(HttpRequestMessage request, string invocation)
    {
        request.Headers.Add(VersionHeader, Version);
        request.Headers.Add(InvocationHeader, invocation);
        request.Headers.UserAgent.ParseAdd(Agent);
    }
}
