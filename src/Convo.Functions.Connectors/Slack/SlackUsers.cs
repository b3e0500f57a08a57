using System.Collections.Concurrent;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Finds the e-mail addresses behind Slack's ids of people (<c>users.info</c>), and remembers them for a while.</summary>
internal sealed class SlackUsers(SlackAccess access, TimeProvider time)
{
    private const int MostRemembered = 5_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Connection, int Generation, string User), (string Email, DateTimeOffset Until)> known = new();

    public async Task<PressedBy> FindAsync(
        string user, Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation)
    {
        var key = (connection.Name, connection.Generation, user);

        if (known.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow())
        {
            return new PressedBy.Known(entry.Email);
        }

        switch (access.Open(connection, secrets))
        {
            case ({ } api, _):
                var found = Read(await api.UserAsync(user, cancellation));

                if (found is PressedBy.Known { Email: var email })
                {
                    Remember(key, email);
                }

                return found;
            case (_, { } trouble):
                return new PressedBy.NotKnown(trouble.Reason, trouble.Advice);
            default:
                throw new InvalidOperationException("access is given or refused");
        }
    }

    private static PressedBy Read(SlackAnswer<SlackUserFound> answer) => answer switch
    {
        // An address that nobody confirmed is what somebody typed.
        SlackAnswer<SlackUserFound>.Here { Value.User.IsEmailConfirmed: false } =>
            new PressedBy.NotKnown("Slack has not confirmed your e-mail address.", "Confirm it in Slack, then press again."),
        SlackAnswer<SlackUserFound>.Here { Value.User: { Deleted: not true, IsBot: not true, Profile.Email: { Length: > 0 } email } } =>
            new PressedBy.Known(email),
        SlackAnswer<SlackUserFound>.Not { Trouble: var trouble } => new PressedBy.NotKnown(trouble.Reason, trouble.Advice),
        _ => new PressedBy.NotKnown("Slack does not tell your e-mail address.",
            "The app needs the scopes users:read and users:read.email; add them, install it again, and save the new token."),
    };

    private void Remember((string Connection, int Generation, string User) key, string email)
    {
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[key] = (email, time.GetUtcNow() + Memory);
    }
}
