using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Functions.Tests.Stage;

/// <summary>One request byte by byte on a connection of its own, for what no HTTP client would send.</summary>
internal static class RawRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends it; the whole answer, up to where the server closes or the answer's length is reached.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), limit.Token);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), SocketFlags.None, limit.Token);
        var text = new StringBuilder();
        var buffer = new byte[8192];
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

    /// <summary>The status of an answer.</summary>
    public static int Status(string answer) => int.Parse(answer.Split(' ')[1]);

    /// <summary>A body in one chunk.</summary>
    public static string Chunked(string body) => $"{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n0\r\n\r\n";
}
