using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Finds ports that nobody listens at. Each is given once in a process: a handler that is between two lives does not listen either.</summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Take()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, value: true))
            {
                return port;
            }
        }
    }
}
