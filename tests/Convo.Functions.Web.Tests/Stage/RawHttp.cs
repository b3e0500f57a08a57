using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>One connection, byte by byte, for what no HTTP client would send.</summary>
internal sealed class RawHttp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        var raw = new RawHttp();
        await raw.socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return raw;
    }

    /// <summary>Sends one request on a connection of its own; its answer, up to where the server closes.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var raw = await ConnectAsync(address);
        await raw.WriteAsync(Encoding.Latin1.GetBytes(request));
        return await raw.ReadToEndAsync();
    }

    /// <summary>Sends; false where the server has closed.</summary>
    public async Task<bool> WriteAsync(byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes, SocketFlags.None);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Everything until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token) is > 0 and var count)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            return text.ToString();
        }

        return text.ToString();
    }

    public void Dispose() => socket.Dispose();
}
