using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Tries a bot token: one call of <c>auth.test</c>, whose answer lists the granted scopes in the header <c>x-oauth-scopes</c> ("Slack Web API",
/// section "Evaluating responses"). Nothing is posted.
/// </summary>
internal sealed class SlackConnectionTest(SlackAccess access) : IConnectionTest
{
    private static readonly (string Name, string Scope, bool Needed, string Without)[] Uses =
    [
        ("post and edit messages", "chat:write", true, "Nothing can be posted."),
        ("find public channels by name", "channels:read", false,
            "After a failure it can't be told whether a message was posted, unless the recipe names the channel by its id."),
        ("find private channels by name", "groups:read", false, "The same, for private channels."),
        ("look whether a message was posted, in public channels", "channels:history", false,
            "After a failure it can't be told whether a message was posted; a person has to look."),
        ("look whether a message was posted, in private channels", "groups:history", false, "The same, for private channels."),
        ("look up who presses a button, for approvals", "users:read", false, "Approvals can't be given in Slack, only on the page."),
        ("see their e-mail address, for approvals", "users:read.email", false, "Approvals can't be given in Slack, only on the page."),
    ];

    /// <inheritdoc/>
    public string Kind => ConnectionKind.Slack.Name;

    /// <inheritdoc/>
    public async Task<ConnectionReport> TestAsync(Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation)
    {
        const string Token = "use the token";

        return access.Open(connection, secrets) switch
        {
            ({ } api, _) => await api.AuthTestAsync(cancellation) switch
            {
                SlackAnswer<SlackIdentity>.Here here => new(Words(here.Value), [new(Token, true, true, null), .. Abilities(here.Scopes)]),
                SlackAnswer<SlackIdentity>.Not not => Failed(Token, not.Trouble),
                _ => throw new InvalidOperationException("an answer is here or not"),
            },
            (_, { } trouble) => Failed(Token, trouble),
            _ => throw new InvalidOperationException("access is given or refused"),
        };
    }

    private static IEnumerable<ConnectionAbility> Abilities(IReadOnlyList<string> scopes) => Uses.Select(use => scopes.Contains(use.Scope)
        ? new ConnectionAbility(use.Name, true, use.Needed, null)
        : new ConnectionAbility(use.Name, false, use.Needed,
            $"{use.Without} Add the scope {use.Scope} under OAuth & Permissions, install the app again, and save the new token."));

    private static ConnectionReport Failed(string name, SlackTrouble trouble) =>
        new(null, [new(name, false, true, $"{trouble.Reason} {trouble.Advice}".Trim())]);

    private static string Words(SlackIdentity identity) => $"{identity.User} in {identity.Team}";
}
