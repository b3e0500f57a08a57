using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Client.Tests.Wire;

/// <summary>
/// Answers the first request on its connection and closes in good order, without a word, after every later one: the moment in which the
/// framework's own handler sends a request again on a new connection, unless it has content.
/// </summary>
internal sealed class ClosingHost : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly byte[] answer;
    private readonly Task serving;
    private int asked;

    internal ClosingHost(string first)
    {
        var body = Encoding.UTF8.GetBytes(first);
        answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
        listener.Start();
        serving = ServeAsync();
    }

    internal Uri Address => new($"http://{listener.LocalEndpoint}");

    internal int Asked => Volatile.Read(ref asked);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await serving;
        listener.Dispose();
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(ending.Token);
                await ServeAsync(connection.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or IOException)
        {
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        while (await TryReadRequestAsync(stream))
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return;
            }

            await stream.WriteAsync(answer);
        }
    }

    // Enough for these tests: a body is there when a length is announced, and it ends with its closing brace.
    private static async Task<bool> TryReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
            var text = request.ToString();
            if (text.EndsWith(text.Contains("Content-Length: 0") || !text.Contains("Content-Length") ? "\r\n\r\n" : "}", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
