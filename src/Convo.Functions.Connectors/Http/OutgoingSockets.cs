using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.Connectors.Http;

/// <summary>
/// Opens every connection that leaves the product. Where a name leads is checked when connecting, and the address that was checked is the one that is
/// connected to, so that a name that changes its mind in between (DNS rebinding) gains nothing.
/// </summary>
/// <param name="resolve">Looks up a name; null for the system's own way.</param>
internal sealed class OutgoingSockets(Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> lookUp = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Connects to one of the addresses of a host, if every one of them may be connected to.</summary>
    /// <param name="host">A name or a number.</param>
    /// <param name="port">The port.</param>
    /// <param name="mayConnect">Says of an address whether it may be connected to.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="BlockedAddressException">One of them may not; nothing was connected to.</exception>
    /// <exception cref="SocketException">The name leads nowhere, or nobody listens there.</exception>
    public async Task<NetworkStream> ConnectAsync(string host, int port, Func<IPAddress, bool> mayConnect, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']').TrimEnd('.'), out var literal) ? [literal] : await lookUp(host, cancellation);

        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => mayConnect(address)))
        {
            throw new BlockedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
