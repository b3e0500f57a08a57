using System.Text;
using MimeKit;

namespace Convo.Sandbox.Mail;

/// <summary>
/// What a mail reader shows of a mail. Read by a library, as the product writes its mails by itself: the sandbox must not share a mistake with it.
/// </summary>
/// <param name="From">Who it says it is from; null where it doesn't.</param>
/// <param name="To">Whom it says it is to; null where it doesn't.</param>
/// <param name="Subject">Its subject; null for none.</param>
/// <param name="Text">Its text part, decoded; null for none.</param>
/// <param name="Html">Its HTML part, decoded; null for none.</param>
internal sealed record MailText(string? From, string? To, string? Subject, string? Text, string? Html)
{
    // Whoever nests deeper hides something; the reader then shows what is above.
    private const int DeepestPart = 32;
    private static readonly MailText Unreadable = new(null, null, null, null, null);

    /// <summary>Reads a mail; what can't be read is null.</summary>
    public static MailText Read(byte[] raw)
    {
        try
        {
            using var stream = new MemoryStream(raw);
            using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestPart }, stream);
            return new(Named(message.From), Named(message.To), message.Subject, Plain(message.TextBody), Plain(message.HtmlBody));
        }
        catch (Exception e) when (e is FormatException or ParseException or NotSupportedException or DecoderFallbackException)
        {
            return Unreadable;
        }
    }

    private static string? Named(InternetAddressList addresses) => addresses.Count == 0 ? null : addresses.ToString(FormatOptions.Default, encode: false);

    private static string? Plain(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
