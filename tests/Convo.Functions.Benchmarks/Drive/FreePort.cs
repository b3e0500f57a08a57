using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>A port that was free a moment ago: for programs that must come back on the same one after a restart.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
