using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Outgoing;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>
/// One conversation with a mail server, by MailKit: connect and encrypt, sign in, hand in one mail. Each step gives null where it went well, else what is
/// known of the mail, so that steps chain with <c>??</c>. The connection is ours, so that where a user's server leads is checked at connect.
/// </summary>
/// <param name="outgoing">The guarded way out.</param>
/// <param name="server">The server.</param>
/// <param name="cancellation">Ends everything; see <see cref="GuardAsync"/>.</param>
internal sealed class SmtpSession(OutgoingMail outgoing, MailServer server, CancellationToken cancellation) : IAsyncDisposable
{
    // What a server with SIZE answers to a mail it would not take whole (RFC 1870, section 6.1).
    private const int TooLarge = 552;
    private const string AskWhy = "Ask the mail server's owner why, then run it again.";
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly SmtpWatch watch = new();
    private SmtpClient? client;
    private NetworkStream? connection;
    private MimeMail? handed;
    private string? certificateTrouble;

    /// <summary>Whether the server itself was reached, and what failed then was to encrypt.</summary>
    public bool IsReached => watch.HasGreeted && (watch.IsEncrypting || LacksEncryption);

    private bool LacksEncryption { get; set; }

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
            return trouble;
        }
    }

    /// <summary>Connects and encrypts; nothing else is said before. A server on this machine may do without encryption.</summary>
    public async Task<MailTrouble?> ConnectAsync(CancellationToken stop)
    {
        connection = await outgoing.ConnectAsync(server, stop);
        client = new SmtpClient(watch)
        {
            // An address literal would tell recipients where the product runs; the sender's domain is what its server knows us by.
            LocalDomain = MailAddressRules.DomainOf(server.From),
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors),
        };

        try
        {
            var security = server.IsOpen ? SecureSocketOptions.None : SecureSocketOptions.StartTls;
            await client.ConnectAsync(connection, server.Host.Trim('[', ']').TrimEnd('.'), server.Port, security, stop);
            return null;
        }
        catch (NotSupportedException)
        {
            LacksEncryption = true;
            return new(MailEffect.Refused, "the server offers no encryption (STARTTLS), so nothing was sent",
                "Use a server and port that do, usually 587.");
        }
        catch (SmtpCommandException refused) when (SmtpReply.Of(refused) is { } reply)
        {
            return watch.IsEncrypting
                ? Refusal(reply, "the server refused to encrypt (STARTTLS)", "Ask the mail server's owner why. Nothing was sent.")
                : Refusal(reply, "the server takes no connection", "Ask the mail server's owner why.");
        }
        catch (InvalidDataException) when (watch.GreetingRefused is { } code)
        {
            return Refusal(new SmtpReply(code, null), "the server refused the greeting (EHLO)", "Ask the mail server's owner why.");
        }
    }

    /// <summary>Signs in (RFC 4954), by PLAIN or else LOGIN.</summary>
    public async Task<MailTrouble?> SignInAsync(CancellationToken stop)
    {
        SaslMechanism? way = client!.AuthenticationMechanisms.Contains("PLAIN") ? new SaslMechanismPlain(Encoding.UTF8, server.User, server.Password)
            : client.AuthenticationMechanisms.Contains("LOGIN") ? new SaslMechanismLogin(Encoding.UTF8, server.User, server.Password)
            : null;

        if (way is null)
        {
            return new(MailEffect.Refused, "the server offers no way to sign in with a user and a password", "Use a server that does, at port 587.");
        }

        try
        {
            await client.AuthenticateAsync(way, stop);
            return null;
        }
        catch (AuthenticationException refused) when (SmtpReply.Of(refused) is { } reply)
        {
            return Refusal(
                reply, "the server refused the user or the password", "Save both again in the connection; some providers want a password made for this app.");
        }
    }

    /// <summary>Hands in one mail to all recipients, or to none.</summary>
    /// <param name="recipients">The addresses.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task<MailTrouble?> HandInAsync(IReadOnlyList<string> recipients, MimeMail mail, CancellationToken stop)
    {
        handed = mail;

        try
        {
            await client!.SendAsync(mail.Message, Envelope(server.From), recipients.Select(Envelope), stop);
            return null;
        }
        catch (Exception refused) when (SmtpReply.Of(refused) is { } reply)
        {
            return mail.IsGiven && reply.IsPositive ? null : MeaningOf(refused, reply, recipients);
        }
    }

    /// <summary>Says goodbye, unless the connection broke; whether the server answers changes nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true })
        {
            using var limit = new CancellationTokenSource(Farewell);

            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
            {
                // It has hung up first.
            }
        }

        client?.Dispose();
        await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static MailboxAddress Envelope(string address) => new(null, address);

    private static MailTrouble Refusal(SmtpReply reply, string reason, string advice) =>
        new(reply.IsPassing ? MailEffect.NotNow : MailEffect.Refused, $"{reason} ({reply.Shown})", advice);

    private static MailTrouble MeaningOf(Exception refused, SmtpReply reply, IReadOnlyList<string> recipients) => refused switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } when reply.Code == TooLarge =>
            Refusal(reply, "the mail is larger than the server takes", "Make the recipe's text shorter, then run it again."),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, Mailbox: { } who } =>
            Refusal(reply, $"the server refused recipient {recipients.Index().First(one => one.Item == who.Address).Index + 1} of {recipients.Count}, "
                + "so nobody was sent it", "Look in the preview who that is; correct the address or leave it out, then run it again."),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } => Refusal(reply, "the server did not take the mail", AskWhy),
        SmtpCommandException { ErrorCode: SmtpErrorCode.UnexpectedStatusCode } => Refusal(reply, "the server refused to take the mail", AskWhy),
        _ => Refusal(reply, "the server refused the sender", "Set the connection's from to an address that this user may send as."),
    };

    // Null for what is a bug. A cancellation has a meaning too, even of the attempt itself: only here is it known how much was sent.
    private MailTrouble? MeaningOf(Exception failure) => failure switch
    {
        BlockedAddressException => new(MailEffect.Refused, "the server's name leads to this machine or into a private network",
            "Set the connection's server to a public one."),
        SslHandshakeException { InnerException: { } cause and (IOException or OperationCanceledException) } when certificateTrouble is null =>
            MeaningOf(cause),
        SslHandshakeException => new(MailEffect.Refused,
            certificateTrouble is { } wrong ? $"the server's certificate is not valid: {wrong}" : "no secure connection could be agreed on",
            "Check the server's name in the connection; else its owner has to mend the certificate. Nothing was sent."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            Broken("the server's name could not be looked up"),
        SocketException => Broken("no connection could be made to the server"),
        InvalidDataException when watch.HasForeignWords => new(MailEffect.Refused,
            "something between here and the server put words into the connection before it was encrypted",
            "Use another network, or ask the mail server's owner. Nothing was sent."),
        SmtpProtocolException when !watch.HasAnswer => Broken("the server closed the connection"),
        SmtpProtocolException or SmtpCommandException or InvalidDataException => Broken("the server does not answer as a mail server does"),
        IOException => Broken("the server closed the connection"),
        OperationCanceledException => Broken("the server took too long"),
        _ => null,
    };

    private MailTrouble Broken(string reason) => handed is { IsGiven: true }
        ? new(MailEffect.Unclear, $"{reason} after it had been given the whole mail",
            "Ask a recipient, or look in the sender's mailbox, whether it came; if it did not, run it again.")
        : new(MailEffect.NotNow, $"{reason}; nothing was sent", "Check the connection's server and port.");

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (outgoing.Roots is { } roots && certificate is X509Certificate2 shown)
        {
            using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
            own.ChainPolicy.CustomTrustStore.AddRange(roots);
            var chained = own.Build(shown) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
            errors = (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) | chained;
            certificateTrouble = CertificateTrouble.Of(errors, own);
        }
        else
        {
            certificateTrouble = CertificateTrouble.Of(errors, chain);
        }

        return errors == SslPolicyErrors.None;
    }
}
