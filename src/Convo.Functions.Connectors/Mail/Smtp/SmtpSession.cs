using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>
/// One conversation with a mail server: connect, encrypt, sign in, hand in one mail (RFC 5321, 3207, 4954, 6409). Each step gives null where it went
/// well, else what is known of the mail, so that steps chain with <c>??</c>.
/// </summary>
/// <remarks>
/// Ours, and not System.Net.Mail's SmtpClient: that one looks the name up and connects by itself, so where a user's server leads can't be checked at
/// connect (<c>OutgoingSockets</c>); every broken connection is one status (GeneralFailure), so a drop before the end of the mail, which may be tried
/// again, and one after it, which may not, can't be told apart; and it goes on without the recipients that were refused. MailKit is not to be had.
/// </remarks>
/// <param name="outgoing">The guarded way out.</param>
/// <param name="server">The server.</param>
/// <param name="cancellation">Ends everything; see <see cref="GuardAsync"/>.</param>
internal sealed class SmtpSession(OutgoingMail outgoing, MailServer server, CancellationToken cancellation) : IAsyncDisposable
{
    // What a server with SIZE answers to a mail it would not take whole (RFC 1870, section 6.1).
    private const int TooLarge = 552;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly byte[] EndOfMail = "\r\n.\r\n"u8.ToArray();

    private SmtpWire? wire;
    private IReadOnlyList<string> offers = [];
    private string? certificateTrouble;
    private bool isAllSent;
    private bool isBroken;

    /// <summary>Runs steps, and makes of whatever breaks them what is known of the mail at that moment.</summary>
    /// <param name="steps">The steps; given the limit that ends them.</param>
    public async Task<MailTrouble?> GuardAsync(Func<CancellationToken, Task<MailTrouble?>> steps)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(outgoing.Limit);

        try
        {
            return await steps(limit.Token);
        }
        catch (Exception failure) when (MeaningOf(failure) is { } trouble)
        {
            isBroken = true;
            return trouble;
        }
    }

    /// <summary>Connects, and reads what the server offers.</summary>
    public async Task<MailTrouble?> ConnectAsync(CancellationToken stop)
    {
        wire = new SmtpWire(await outgoing.ConnectAsync(server, stop));
        var greeting = await wire.ReadAsync(stop);

        return greeting.IsPositive ? await GreetAsync(stop) : Refusal(greeting, "the server takes no connection", "Ask the mail server's owner why.");
    }

    /// <summary>Encrypts; nothing else is said before. A server on this machine may do without.</summary>
    public async Task<MailTrouble?> SecureAsync(CancellationToken stop)
    {
        if (server.IsOpen)
        {
            return null;
        }

        if (!Offers("STARTTLS"))
        {
            return new(MailEffect.Refused, "the server offers no encryption (STARTTLS), so nothing was sent",
                "Use a server and port that do, usually 587.");
        }

        var ready = await wire!.AskAsync("STARTTLS", stop);

        if (!ready.IsPositive)
        {
            return Refusal(ready, "the server refused to encrypt (STARTTLS)", "Ask the mail server's owner why. Nothing was sent.");
        }

        if (wire.HasUnread)
        {
            return new(MailEffect.Refused, "something between here and the server put words into the connection before it was encrypted",
                "Use another network, or ask the mail server's owner. Nothing was sent.");
        }

        await wire.SecureAsync(Tls(), stop);

        // What was offered before could have been anybody's word (RFC 3207, section 4.2).
        return await GreetAsync(stop);
    }

    /// <summary>Signs in (RFC 4954), by PLAIN or else LOGIN.</summary>
    public async Task<MailTrouble?> SignInAsync(CancellationToken stop)
    {
        var methods = offers.Where(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))
            .SelectMany(offer => offer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)).ToList();

        if (methods.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            return SignedIn(await wire!.AskAsync($"AUTH PLAIN {Base64($"\0{server.User}\0{server.Password}")}", stop));
        }

        if (!methods.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            return new(MailEffect.Refused, "the server offers no way to sign in with a user and a password", "Use a server that does, at port 587.");
        }

        var reply = await wire!.AskAsync("AUTH LOGIN", stop);

        foreach (var answer in new[] { server.User, server.Password })
        {
            reply = reply.Code == 334 ? await wire.AskAsync(Base64(answer), stop) : reply;
        }

        return SignedIn(reply);
    }

    /// <summary>Hands in one mail to all recipients, or to none.</summary>
    /// <param name="recipients">The addresses.</param>
    /// <param name="mail">The mail, with ends of lines as CR LF.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task<MailTrouble?> HandInAsync(IReadOnlyList<string> recipients, ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        var body = DotStuffing.Of(mail.Span);
        var size = Offers("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={body.Length}") : "";
        var from = await wire!.AskAsync($"MAIL FROM:<{server.From}>{size}", stop);

        if (from.Code == TooLarge)
        {
            return Refusal(from, "the mail is larger than the server takes", "Make the recipe's text shorter, then run it again.");
        }

        if (!from.IsPositive)
        {
            return Refusal(from, "the server refused the sender", "Set the connection's from to an address that this user may send as.");
        }

        foreach (var (index, address) in recipients.Index())
        {
            var to = await wire.AskAsync($"RCPT TO:<{address}>", stop);

            if (!to.IsPositive)
            {
                return Refusal(to, $"the server refused recipient {index + 1} of {recipients.Count}, so nobody was sent it",
                    "Look in the preview who that is; correct the address or leave it out, then run it again.");
            }
        }

        var data = await wire.AskAsync("DATA", stop);

        if (data.Code != 354)
        {
            return Refusal(data, "the server refused to take the mail", "Ask the mail server's owner why, then run it again.");
        }

        await wire.SendAsync(body, stop);

        // Without these five bytes the server has no mail; with them it may have one, whatever it answers.
        isAllSent = true;
        await wire.SendAsync(EndOfMail, stop);
        var taken = await wire.ReadAsync(stop);
        isAllSent = taken.IsPositive;
        return taken.IsPositive ? null : Refusal(taken, "the server did not take the mail", "Ask the mail server's owner why, then run it again.");
    }

    /// <summary>Says goodbye, unless the connection broke; whether the server answers changes nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (wire is null)
        {
            return;
        }

        if (!isBroken)
        {
            using var limit = new CancellationTokenSource(Farewell);

            try
            {
                await wire.AskAsync("QUIT", limit.Token);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
            {
                // It has hung up first.
            }
        }

        await wire.DisposeAsync();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static MailTrouble? SignedIn(SmtpReply reply) => reply.IsPositive ? null : Refusal(
        reply, "the server refused the user or the password", "Save both again in the connection; some providers want a password made for this app.");

    private static MailTrouble Refusal(SmtpReply reply, string reason, string advice) =>
        new(reply.IsPassing ? MailEffect.NotNow : MailEffect.Refused, $"{reason} ({reply.Shown})", advice);

    // Null for what is a bug. A cancellation has a meaning too, even of the attempt itself: only here is it known how much was sent.
    private MailTrouble? MeaningOf(Exception failure) => failure switch
    {
        BlockedAddressException => new(MailEffect.Refused, "the server's name leads to this machine or into a private network",
            "Set the connection's server to a public one."),
        AuthenticationException => new(MailEffect.Refused,
            certificateTrouble is { } wrong ? $"the server's certificate is not valid: {wrong}" : "no secure connection could be agreed on",
            "Check the server's name in the connection; else its owner has to mend the certificate. Nothing was sent."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            Broken("the server's name could not be looked up"),
        SocketException => Broken("no connection could be made to the server"),
        InvalidDataException => Broken("the server does not answer as a mail server does"),
        IOException => Broken("the server closed the connection"),
        OperationCanceledException => Broken("the server took too long"),
        _ => null,
    };

    private MailTrouble Broken(string reason) => isAllSent
        ? new(MailEffect.Unclear, $"{reason} after it had been given the whole mail",
            "Ask a recipient, or look in the sender's mailbox, whether it came; if it did not, run it again.")
        : new(MailEffect.NotNow, $"{reason}; nothing was sent", "Check the connection's server and port.");

    private async Task<MailTrouble?> GreetAsync(CancellationToken stop)
    {
        // An address literal would tell recipients where the product runs; the sender's domain is what its server knows us by.
        var hello = await wire!.AskAsync($"EHLO {MailAddressRules.DomainOf(server.From)}", stop);
        offers = hello.IsPositive ? [.. hello.Lines.Skip(1)] : [];
        return hello.IsPositive ? null : Refusal(hello, "the server refused the greeting (EHLO)", "Ask the mail server's owner why.");
    }

    private bool Offers(string extension) => offers.Any(offer => offer.Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    private SslClientAuthenticationOptions Tls() => new()
    {
        TargetHost = server.Host.Trim('[', ']').TrimEnd('.'),
        CertificateChainPolicy = outgoing.Roots is { } roots ? Trusting(roots) : null,
        RemoteCertificateValidationCallback = (_, _, chain, errors) =>
        {
            certificateTrouble = CertificateTrouble.Of(errors, chain);
            return errors == SslPolicyErrors.None;
        },
    };

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
