using System.Globalization;
using MailKit;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>
/// What the client's exceptions don't tell of a conversation: which command was the last, and whether anything came after it. It also ends what goes on for
/// ever, and what has no use. Nothing that was said is kept but a code.
/// </summary>
internal sealed class SmtpWatch : IProtocolLogger
{
    // Of a whole conversation: fifty answers of the 512 bytes that RFC 5321, section 4.5.3.1.5, allows are less than half of it.
    private const int MostHeard = 64 * 1024;
    private int heard;
    private int code;

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Whether the last command was to encrypt.</summary>
    public bool IsEncrypting { get; private set; }

    /// <summary>Whether the server was told who we are.</summary>
    public bool HasGreeted { get; private set; }

    /// <summary>The code with which the server refused the greeting that tells what it can do (EHLO); null where it did not.</summary>
    public int? GreetingRefused { get; private set; }

    /// <summary>Whether anything came since the last command.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>
    /// Whether words stood behind the answer to STARTTLS: somebody in between put them there (CVE-2011-0411). The client forgets them; who sees them should
    /// know of it.
    /// </summary>
    public bool HasForeignWords { get; private set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The server is asked by its old greeting, after which it can neither encrypt nor let anybody in.</exception>
    public void LogClient(byte[] buffer, int offset, int count)
    {
        var command = buffer.AsSpan(offset, count);
        if (command.StartsWith("HELO "u8))
        {
            GreetingRefused = code;
            throw new InvalidDataException("The server is too old.");
        }

        HasGreeted |= command.StartsWith("EHLO "u8);
        IsEncrypting = command.StartsWith("STARTTLS"u8);
        HasAnswer = false;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// The server goes on for ever or answers without a code, or somebody put words into the conversation.
    /// </exception>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (!HasAnswer)
        {
            if (count > 0 && !char.IsAsciiDigit((char)buffer[offset]))
            {
                // The client would wait for more until the time is up.
                throw new InvalidDataException("An answer begins with a code.");
            }

            code = count >= 3 && int.TryParse(buffer.AsSpan(offset, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
        }

        HasAnswer = true;
        heard += count;
        if (heard > MostHeard)
        {
            throw new InvalidDataException("The server does not come to an end.");
        }

        var answer = buffer.AsSpan(offset, count);
        if (IsEncrypting && answer.IndexOf((byte)'\n') is > 3 and var end && end < count - 1 && answer[3] is (byte)' ')
        {
            HasForeignWords = true;
            throw new InvalidDataException("Somebody put words into the conversation.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
