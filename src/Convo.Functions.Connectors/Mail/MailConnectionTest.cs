using Convo.Functions.Connectors.Mail.Smtp;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Mail;

/// <summary>Tries a mail server: connects, encrypts, signs in, and says goodbye. No mail is handed in.</summary>
internal sealed class MailConnectionTest(MailAccess access, OutgoingMail outgoing) : IConnectionTest
{
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
        (string Name, Func<CancellationToken, Task<MailTrouble?>> TryAsync)[] steps =
        [
            ("reach the server", session.ConnectAsync),
            (server.IsOpen ? "go without encryption, on this machine" : "encrypt (STARTTLS)", session.SecureAsync),
            ("sign in", session.SignInAsync),
        ];
        var abilities = new List<ConnectionAbility>();

        foreach (var (name, tryAsync) in steps)
        {
            if (await session.GuardAsync(tryAsync) is { } failure)
            {
                return new(null, [.. abilities, Not(name, failure)]);
            }

            abilities.Add(new(name, true, true, null));
        }

        return new($"mail from {server.From}", abilities);
    }

    private static ConnectionAbility Not(string name, MailTrouble trouble) => new(name, false, true, $"{Sentence(trouble.Reason)} {trouble.Advice}");

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";
}
