using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Functions.HostStandIn.Outsiders;

/// <summary>A client that sends bytes as they are, and keeps its connection open until it is disposed.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawClient> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var client = new RawClient();
        await client.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellation);
        return client;
    }

    public async Task SendAsync(string bytes, CancellationToken cancellation) => await socket.SendAsync(Encoding.Latin1.GetBytes(bytes), cancellation);

    /// <summary>The answer to what was sent.</summary>
    public Task<string> AnswerAsync(CancellationToken cancellation, bool toHead = false) => RawHttp.ReadResponseAsync(socket, toHead, cancellation);

    public async Task<string> AskAsync(string request, CancellationToken cancellation)
    {
        await SendAsync(request, cancellation);
        return await AnswerAsync(cancellation, request.StartsWith("HEAD ", StringComparison.Ordinal));
    }

    public void Dispose() => socket.Dispose();
}
