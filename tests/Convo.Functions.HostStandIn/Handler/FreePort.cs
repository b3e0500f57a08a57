using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>
/// Finds ports that nobody listens at. Each is given once in a process: a handler that is between two lives does not listen either. They lie below those that a
/// system gives to outgoing connections (from 32768 on Linux), for one of these could sit on the port just when the handler comes back.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int Ports = 17_000;

    // Processes that run at the same time begin far from one another.
    private static int next = Environment.ProcessId * 97 % Ports;

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
