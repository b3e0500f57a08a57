using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Finds a port that nobody listens at. Two that ask at the same time get different ones; a stranger may still be faster.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
