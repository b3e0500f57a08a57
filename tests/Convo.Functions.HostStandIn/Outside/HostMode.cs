namespace Convo.Functions.HostStandIn.Outside;

/// <summary>How the host hands HTTP requests on.</summary>
public enum HostMode
{
    /// <summary>An older host, which knows <c>enableForwardingHttpRequest</c> only: the request is built anew.</summary>
    Forwarding,

    /// <summary>A newer one, which prefers <c>enableProxyingHttpRequest</c>: the request is streamed through.</summary>
    Proxy,
}
