using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Convo.Functions.HostStandIn.Outsiders;

/// <summary>Reads HTTP messages off a socket byte by byte as they are, one character a byte.</summary>
internal static partial class RawHttp
{
    private const string HeadEnd = "\r\n\r\n";

    /// <summary>The next request; null at the end of the connection. The host sends one at a time.</summary>
    public static Task<string?> ReadRequestAsync(Socket socket, Action<string> piece, CancellationToken cancellation) =>
        ReadAsync(socket, piece, hasBody: _ => true, cancellation);

    /// <summary>The answer to a request.</summary>
    public static async Task<string> ReadResponseAsync(Socket socket, bool toHead, CancellationToken cancellation) =>
        await ReadAsync(socket, _ => { }, head => !toHead && !head.StartsWith("HTTP/1.1 204", StringComparison.Ordinal), cancellation)
        ?? throw new IOException("The host closed the connection.");

    private static async Task<string?> ReadAsync(Socket socket, Action<string> piece, Func<string, bool> hasBody, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(text.ToString(), hasBody))
        {
            var read = await socket.ReceiveAsync(buffer, cancellation);
            if (read is 0)
            {
                return text.Length is 0 ? null : text.ToString();
            }

            var came = Encoding.Latin1.GetString(buffer, 0, read);
            text.Append(came);
            piece(came);
        }

        return text.ToString();
    }

    private static bool IsWhole(string text, Func<string, bool> hasBody)
    {
        var headEnd = text.IndexOf(HeadEnd, StringComparison.Ordinal);
        if (headEnd < 0)
        {
            return false;
        }

        var (head, body) = (text[..headEnd], text[(headEnd + HeadEnd.Length)..]);
        if (!hasBody(head))
        {
            return true;
        }

        return Chunked().IsMatch(head) ? AreWholeChunks(body) : body.Length >= LengthIn(head);
    }

    private static int LengthIn(string head) => Length().Match(head) is { Success: true } length ? int.Parse(length.Groups["length"].Value) : 0;

    private static bool AreWholeChunks(string body)
    {
        var at = 0;
        while (body.IndexOf("\r\n", at, StringComparison.Ordinal) is var end and >= 0)
        {
            var size = int.Parse(body[at..end], NumberStyles.HexNumber);
            at = end + 2 + size + 2;
            if (size is 0)
            {
                return at <= body.Length;
            }

            if (at > body.Length)
            {
                return false;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\r\nTransfer-Encoding: [^\r]*chunked", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chunked();

    [GeneratedRegex(@"\r\nContent-Length: (?<length>\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Length();
}
