using System.Globalization;
using System.Net.Security;
using System.Text;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>Lines to a mail server and answers from it; bounded, whatever the server sends.</summary>
/// <param name="connection">The open connection; closed with this.</param>
internal sealed class SmtpWire(Stream connection) : IAsyncDisposable
{
    // RFC 5321, section 4.5.3.1.5, allows 512 bytes; servers with long greetings exist.
    private const int LongestLine = 2_048;
    private const int MostLines = 100;
    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = connection;
    private int start;
    private int end;

    /// <summary>
    /// Whether bytes came that nobody has read: what stands behind the answer to STARTTLS was put there by somebody in between (CVE-2011-0411).
    /// </summary>
    public bool HasUnread => end > start;

    /// <summary>Reads one answer.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    /// <exception cref="InvalidDataException">It is no answer of SMTP.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();

        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellation);

            if (line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || code is < 200 or > 599
                || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..] : "");

            if (line.Length == 3 || line[3] is ' ')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new InvalidDataException("The server does not speak SMTP.");
    }

    /// <summary>Sends one command and reads its answer.</summary>
    /// <exception cref="ArgumentException">The command has an end of line in it, which would make it two: a bug of the caller.</exception>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException("A command is one line.", nameof(command));
        }

        await SendAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellation);
        return await ReadAsync(cancellation);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await stream.WriteAsync(bytes, cancellation);
        await stream.FlushAsync(cancellation);
    }

    /// <summary>Encrypts everything from here on.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate is not valid for this server.</exception>
    public async Task SecureAsync(SslClientAuthenticationOptions options, CancellationToken cancellation)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secured;
        await secured.AuthenticateAsClientAsync(options, cancellation);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var line = Encoding.Latin1.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);

            if (end == buffer.Length)
            {
                throw new InvalidDataException("The server sends a line without an end.");
            }

            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            end += read > 0 ? read : throw new EndOfStreamException("The server closed the connection.");
        }
    }
}
