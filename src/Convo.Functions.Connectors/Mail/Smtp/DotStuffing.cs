using System.Buffers;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>Doubles the dot at the start of a line, so that a line with nothing but a dot in it does not end the mail (RFC 5321, section 4.5.2).</summary>
internal static class DotStuffing
{
    /// <param name="mail">The mail, with ends of lines as CR LF.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> mail)
    {
        var stuffed = new ArrayBufferWriter<byte>(mail.Length + 64);
        var isAtStart = true;

        foreach (var value in mail)
        {
            if (isAtStart && value == '.')
            {
                stuffed.Write("."u8);
            }

            stuffed.Write([value]);
            isAtStart = value == '\n';
        }

        return stuffed.WrittenMemory;
    }
}
