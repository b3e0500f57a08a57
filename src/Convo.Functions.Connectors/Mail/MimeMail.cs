using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// A mail as it goes over the wire (RFC 5322, 2045, 2046): headers, text and HTML of the same words. The same delivery and content give the same
/// bytes, Message-ID and all, so that a repeat after a crash is known as the same mail. System.Net.Mail can't give a mail's bytes, only send them itself.
/// </summary>
internal static class MimeMail
{
    private const int IdDigits = 32;
    private const string End = "\r\n";

    /// <summary>The Message-ID, without its brackets: a hash of delivery and content, at the sender's domain.</summary>
    public static string IdOf(string deliveryId, string contentHash, string from) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{deliveryId}\n{contentHash}")))[..IdDigits]}@{MailAddressRules.DomainOf(from)}";

    /// <summary>Writes a mail.</summary>
    /// <param name="document">What it says and to whom.</param>
    /// <param name="server">Who it comes from.</param>
    /// <param name="id">Its Message-ID, without brackets.</param>
    /// <param name="date">When it was first tried: a repeat says the same.</param>
    public static ReadOnlyMemory<byte> Write(MailDocument document, MailServer server, string id, DateTimeOffset date)
    {
        // No line of quoted-printable has "=_" in it, so none can look like the boundary (RFC 2045, section 6.7).
        var boundary = $"=_{id[..IdDigits]}";
        var mail = new StringBuilder()
            .Append("Date: ").Append(date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Append(End)
            .Append("From: ").Append(HeaderText.Mailbox(server.FromName, server.From)).Append(End)
            .Append("To: ").Append(Mailboxes(document.To)).Append(End);

        if (document.Cc.Count > 0)
        {
            mail.Append("Cc: ").Append(Mailboxes(document.Cc)).Append(End);
        }

        // Auto-Submitted: answering machines leave it alone (RFC 3834, section 5).
        mail.Append("Subject: ").Append(HeaderText.Encode(document.Subject)).Append(End)
            .Append("Message-ID: <").Append(id).Append('>').Append(End)
            .Append("Auto-Submitted: auto-generated").Append(End)
            .Append("MIME-Version: 1.0").Append(End)
            .Append("Content-Type: multipart/alternative; boundary=\"").Append(boundary).Append('"').Append(End);
        Part(mail, boundary, "text/plain", document.Text);
        Part(mail, boundary, "text/html", document.Html);
        return Encoding.ASCII.GetBytes(mail.Append(End).Append("--").Append(boundary).Append("--").ToString());
    }

    private static string Mailboxes(IEnumerable<Recipient> recipients) =>
        string.Join($",{End} ", recipients.Select(one => HeaderText.Mailbox(one.Name, one.Address)));

    private static void Part(StringBuilder mail, string boundary, string type, string text) => mail
        .Append(End).Append("--").Append(boundary).Append(End)
        .Append("Content-Type: ").Append(type).Append("; charset=utf-8").Append(End)
        .Append("Content-Transfer-Encoding: quoted-printable").Append(End)
        .Append(End).Append(QuotedPrintable.Of(text));
}
