using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>
/// One keep-alive connection that posts bodies and reads the status of the answers: a client so small that it does not slow down what it measures.
/// For one caller at a time.
/// </summary>
internal sealed class HttpPoster : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answer = new byte[16 * 1024];
    private readonly string head;
    private readonly IPEndPoint server;
    private byte[] request = new byte[4 * 1024];

    /// <param name="address">Where to post to, on this machine.</param>
    public HttpPoster(Uri address)
    {
        if (!address.IsLoopback)
        {
            throw new ArgumentException("Load is for this machine only.", nameof(address));
        }

        server = new IPEndPoint(IPAddress.Loopback, address.Port);
        head = $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n";
    }

    /// <summary>Connects; done once, before the first post.</summary>
    public ValueTask ConnectAsync(CancellationToken cancellation) => socket.ConnectAsync(server, cancellation);

    /// <summary>Posts a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="signature">The value of <c>X-Convo-Signature</c>; none when null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The status of the answer.</returns>
    /// <exception cref="IOException">The connection ended before the answer did.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<int> PostAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken cancellation)
    {
        var length = Write(body.Span, signature);
        for (var sent = 0; sent < length;)
        {
            sent += await socket.SendAsync(request.AsMemory(sent, length - sent), cancellation);
        }

        return await ReadAsync(cancellation);
    }

    public void Dispose() => socket.Dispose();

    private int Write(ReadOnlySpan<byte> body, string? signature)
    {
        var lines = signature is null
            ? $"{head}Content-Length: {body.Length}\r\n\r\n"
            : $"{head}X-Convo-Signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n";
        if (request.Length < lines.Length + body.Length)
        {
            request = new byte[lines.Length + body.Length];
        }

        var start = Encoding.ASCII.GetBytes(lines, request);
        body.CopyTo(request.AsSpan(start));
        return start + body.Length;
    }

    private async ValueTask<int> ReadAsync(CancellationToken cancellation)
    {
        for (var filled = 0; filled < answer.Length;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(filled), cancellation);
            if (read == 0)
            {
                throw new IOException("The connection was closed before the answer was complete.");
            }

            filled += read;
            if (IsComplete(answer.AsSpan(0, filled)))
            {
                return int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        throw new IOException("The answer is longer than any that is expected here.");
    }

    private static bool IsComplete(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var body = received[(end + 4)..];
        return BodyLength(received[..end]) is { } length ? body.Length >= length : body.EndsWith("0\r\n\r\n"u8);
    }

    // Without a length the body comes in chunks, and the last one is empty.
    private static int? BodyLength(ReadOnlySpan<byte> head)
    {
        var at = Encoding.ASCII.GetString(head).IndexOf("\r\nContent-Length:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var value = head[(at + "\r\nContent-Length:".Length)..];
        var end = value.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? value : value[..end], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
