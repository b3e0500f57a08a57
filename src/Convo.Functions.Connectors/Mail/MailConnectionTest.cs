using Convo.Functions.Connectors.Mail.Smtp;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Mail;

/// <summary>Tries a mail server: connects, encrypts, signs in, and says goodbye. No mail is handed in.</summary>
internal sealed class MailConnectionTest(MailAccess access, OutgoingMail outgoing) : IConnectionTest
{
    private const string Reach = "reach the server";
    private const string SignIn = "sign in";

    /// <inheritdoc/>
    public string Kind => ConnectionKind.Mail.Name;

    /// <inheritdoc/>
    public async Task<ConnectionReport> TestAsync(Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation)
    {
        var (server, trouble) = access.Open(connection, secrets);

        if (server is null)
        {
            return new(null, [Not("use the settings", trouble!)]);
        }

        await using var session = new SmtpSession(outgoing, server, cancellation);
        var encryption = server.IsOpen ? "go without encryption, on this machine" : "encrypt (STARTTLS)";

        if (await session.GuardAsync(session.ConnectAsync) is { } noWay)
        {
            return new(null, session.IsReached ? [Can(Reach), Not(encryption, noWay)] : [Not(Reach, noWay)]);
        }

        if (await session.GuardAsync(session.SignInAsync) is { } stranger)
        {
            return new(null, [Can(Reach), Can(encryption), Not(SignIn, stranger)]);
        }

        return new($"mail from {server.From}", [Can(Reach), Can(encryption), Can(SignIn)]);
    }

    private static ConnectionAbility Can(string name) => new(name, true, true, null);

    private static ConnectionAbility Not(string name, MailTrouble trouble) => new(name, false, true, $"{Sentence(trouble.Reason)} {trouble.Advice}");

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";
}
