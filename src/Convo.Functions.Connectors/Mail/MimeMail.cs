using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Core.Outgoing;
using MimeKit;
using MimeKit.IO;
using MimeKit.Text;

namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// A mail as it goes over the wire: headers, text and HTML of the same words. The same delivery and content give the same bytes, Message-ID and all, so
/// that a repeat after a crash is known as the same mail.
/// </summary>
internal sealed class MimeMail
{
    private const int IdDigits = 32;
    private readonly WholeBody whole;

    private MimeMail(MimeMessage message, WholeBody whole) => (Message, this.whole) = (message, whole);

    /// <summary>The mail.</summary>
    public MimeMessage Message { get; }

    /// <summary>True from the moment on when all of it but its end was given to a server: what breaks then may have sent it.</summary>
    public bool IsGiven => whole.IsGiven;

    /// <summary>The Message-ID, without its brackets: a hash of delivery and content, at the sender's domain.</summary>
    public static string IdOf(string deliveryId, string contentHash, string from) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{deliveryId}\n{contentHash}")))[..IdDigits]}@{MailAddressRules.DomainOf(from)}";

    /// <summary>Writes a mail.</summary>
    /// <param name="document">What it says and to whom.</param>
    /// <param name="server">Who it comes from.</param>
    /// <param name="id">Its Message-ID, without brackets.</param>
    /// <param name="date">When it was first tried: a repeat says the same.</param>
    public static MimeMail Write(MailDocument document, MailServer server, string id, DateTimeOffset date)
    {
        // No line of quoted-printable has "=_" in it, so none can look like the boundary (RFC 2045, section 6.7).
        var body = new WholeBody { Boundary = $"=_{id[..IdDigits]}" };
        body.Add(Part(TextFormat.Plain, document.Text));
        body.Add(Part(TextFormat.Html, document.Html));
        var message = new MimeMessage
        {
            Date = date.ToUniversalTime(),
            Subject = Inert(document.Subject),
            MessageId = id,
            Body = body,
        };
        message.From.Add(Mailbox(server.FromName, server.From));
        message.To.AddRange(document.To.Select(one => Mailbox(one.Name, one.Address)));
        message.Cc.AddRange(document.Cc.Select(one => Mailbox(one.Name, one.Address)));

        // Answering machines leave it alone (RFC 3834, section 5).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return new MimeMail(message, body);
    }

    // The address is one that MailAddressRules found right; the name is anybody's word.
    private static MailboxAddress Mailbox(string? name, string address) =>
        new(name is not null && CleanText.OnOneLine(name) is { Length: > 0 } clean ? Inert(clean) : null, address);

    // What looks like an encoded word (RFC 2047) would be read as one, and show other words; an invisible joiner keeps it what it is.
    private static string Inert(string text) => text.Replace("=?", "=\u2060?", StringComparison.Ordinal);

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\n"));
        return part;
    }

    /// <summary>
    /// The body, which knows when it is out: it comes last in a mail, and the client sends the end (a dot on a line of its own) only once it is written.
    /// Without that end a server has no mail; with it it may have one, whatever it answers.
    /// </summary>
    private sealed class WholeBody : MultipartAlternative
    {
        public bool IsGiven { get; private set; }

        public override async Task WriteToAsync(
            FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            await base.WriteToAsync(options, stream, contentOnly, cancellationToken);
            if (stream is not MeasuringStream)
            {
                await stream.FlushAsync(cancellationToken);
                IsGiven = true;
            }
        }
    }
}
