using System.Buffers;
using System.Text;

namespace Convo.Sandbox.Mail;

/// <summary>Lines and mails in, answers out; bounded in length, and in time on the sandbox's clock.</summary>
/// <param name="stream">The open connection.</param>
/// <param name="clock">The sandbox's clock.</param>
/// <param name="stop">Ends with the sandbox.</param>
internal sealed class SmtpChannel(Stream stream, TimeProvider clock, CancellationToken stop)
{
    /// <summary>The longest line of a command, in bytes: what an answer of AUTH may take (RFC 4954, section 4).</summary>
    public const int LongestLine = 12_288;

    /// <summary>How long a client may be silent (RFC 5321, section 4.5.3.2.7).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    // How much of a mail that is too large is read and thrown away, so that its sender still hears why: this many times the limit.
    private const int Patience = 4;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] buffer = new byte[LongestLine];
    private int start;
    private int end;

    private enum Place
    {
        LineStart,
        Dot,
        DotReturn,
        Line,
        Return,
    }

    /// <summary>Reads one line, without its end.</summary>
    /// <returns>Null where the client has hung up.</returns>
    /// <exception cref="SmtpEndedException">The line is too long or not UTF-8, or none came in time.</exception>
    public async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            if (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var line = buffer.AsSpan(start, length).TrimEnd((byte)'\r');
                start += length + 1;
                return Text(line);
            }

            if (end - start == buffer.Length)
            {
                throw new SmtpEndedException("500 5.5.2 That line is too long");
            }

            if (!await FillAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Reads a mail up to the line with nothing but a dot, and takes the dots away that the sender put before lines that begin with one.</summary>
    /// <param name="limit">The largest mail, in bytes.</param>
    /// <returns>The mail; null where it was larger.</returns>
    /// <exception cref="SmtpEndedException">It broke off, or has no end.</exception>
    public async Task<byte[]?> ReadMailAsync(int limit)
    {
        var mail = new ArrayBufferWriter<byte>();
        var (place, size) = (Place.LineStart, 0L);
        while (true)
        {
            while (start < end)
            {
                var one = buffer[start++];
                var isStuffing = (place, one) is (Place.LineStart, (byte)'.') or (Place.Dot, (byte)'\r');
                if (place is Place.DotReturn)
                {
                    if (one is (byte)'\n')
                    {
                        return size <= limit ? mail.WrittenSpan.ToArray() : null;
                    }

                    Keep((byte)'\r');
                    place = Place.Return;
                }

                if (!isStuffing)
                {
                    Keep(one);
                }

                place = Next(place, one);
            }

            if (size > (long)limit * Patience)
            {
                throw new SmtpEndedException("552 5.3.4 The mail is far larger than this mailbox takes");
            }

            if (!await FillAsync())
            {
                throw new SmtpEndedException(null);
            }
        }

        void Keep(byte one)
        {
            if (++size <= limit)
            {
                mail.GetSpan(1)[0] = one;
                mail.Advance(1);
            }
        }
    }

    /// <summary>Sends one answer.</summary>
    /// <param name="reply">Its lines; those of several are parted by a line feed and already carry their code.</param>
    public async Task SayAsync(string reply)
    {
        var bytes = Encoding.UTF8.GetBytes(reply.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n");
        await WithinAsync(async limit =>
        {
            await stream.WriteAsync(bytes, limit);
            return 0;
        });
    }

    // Only CR LF ends a line: who takes a bare one for an end lets a mail hold a second one.
    private static Place Next(Place place, byte one) => (place, one) switch
    {
        (Place.LineStart, (byte)'.') => Place.Dot,
        (Place.Dot, (byte)'\r') => Place.DotReturn,
        (Place.Return, (byte)'\n') => Place.LineStart,
        (_, (byte)'\r') => Place.Return,
        _ => Place.Line,
    };

    private static string Text(ReadOnlySpan<byte> line)
    {
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            throw new SmtpEndedException("500 5.5.2 That line is not UTF-8");
        }
    }

    private async Task<bool> FillAsync()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = await WithinAsync(limit => stream.ReadAsync(buffer.AsMemory(end), limit).AsTask());
        end += read;
        return read > 0;
    }

    private async Task<int> WithinAsync(Func<CancellationToken, Task<int>> work)
    {
        using var idle = new CancellationTokenSource(Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stop);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SmtpEndedException("421 4.4.2 Nothing was said for too long");
        }
    }
}
