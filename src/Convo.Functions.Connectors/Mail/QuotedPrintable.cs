using System.Text;

namespace Convo.Functions.Connectors.Mail;

/// <summary>The body of a part in quoted-printable (RFC 2045, section 6.7): readable, lines of at most 76 characters, nothing but ASCII.</summary>
internal static class QuotedPrintable
{
    // The last place belongs to the sign that the line goes on.
    private const int LongestLine = 75;
    private const string Hex = "0123456789ABCDEF";

    public static string Of(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));

        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            encoded.Append(index > 0 ? "\r\n" : "");
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
        }

        return encoded.ToString();
    }

    private static void AppendLine(StringBuilder encoded, byte[] line)
    {
        var column = 0;

        foreach (var (index, value) in line.Index())
        {
            // A space at the end of a line may get lost on the way.
            var isPlain = value is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (value is (byte)' ' or (byte)'\t' && index < line.Length - 1);
            var width = isPlain ? 1 : 3;

            if (column + width > LongestLine)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            _ = isPlain ? encoded.Append((char)value) : encoded.Append('=').Append(Hex[value >> 4]).Append(Hex[value & 15]);
            column += width;
        }
    }
}
