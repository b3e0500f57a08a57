using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Tries a bot token: one call of <c>auth.test</c>, whose answer lists the granted scopes in the header <c>x-oauth-scopes</c> ("Slack Web API",
/// section "Evaluating responses"). Nothing is posted.
/// </summary>
internal sealed class SlackConnectionTest(SlackAccess access, IConnectionSecrets secrets) : IConnectionTest
{
    private const string Token = "bot token";

    private static readonly (string What, string Scope, string Without)[] Uses =
    [
        ("post and edit messages", "chat:write", "Nothing can be posted."),
        ("find public channels by name", "channels:read", "After a failure it can't be told whether a message was posted, unless the recipe names the channel by its id."),
        ("find private channels by name", "groups:read", "The same as for public channels."),
        ("look whether a message was posted in a public channel", "channels:history", "After a failure it can't be told; a person has to look."),
        ("look whether a message was posted in a private channel", "groups:history", "After a failure it can't be told; a person has to look."),
        ("find people by their address", "users:read.email", "People are named, not mentioned."),
    ];

    /// <inheritdoc/>
    public string Kind => SlackAccess.Kind;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> TestAsync(Connection connection, CancellationToken cancellation)
    {
        var (api, trouble) = access.Open(connection, await secrets.ReadAsync(connection, cancellation) ?? new Dictionary<string, string>());

        if (api is null)
        {
            return [Failed(trouble!)];
        }

        return await api.AuthTestAsync(cancellation) switch
        {
            SlackAnswer<SlackIdentity>.Here here => [new(Token, Works: true, $"Works: {here.Value.User} in {here.Value.Team}.", Advice: null), .. Scopes(here.Scopes)],
            SlackAnswer<SlackIdentity>.Not not => [Failed(not.Trouble)],
            _ => throw new InvalidOperationException("an answer is here or not"),
        };
    }

    private static IEnumerable<Finding> Scopes(IReadOnlyList<string> granted) => Uses.Select(use => granted.Contains(use.Scope)
        ? new Finding(use.What, Works: true, $"The app has the scope {use.Scope}.", Advice: null)
        : new Finding(use.What, Works: false, $"The app lacks the scope {use.Scope}. {use.Without}", $"Add {use.Scope} under OAuth & Permissions, install the app again, and save the new token."));

    private static Finding Failed(SlackTrouble trouble) => new(Token, Works: false, trouble.Reason, trouble.Advice.Length > 0 ? trouble.Advice : "Try again in a few minutes.");
}
