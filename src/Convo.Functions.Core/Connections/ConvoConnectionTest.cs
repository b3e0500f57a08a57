namespace Convo.Functions.Core.Connections;

/// <summary>Tries an account at Convo out: the key, the plan, and whether Convo's test call gets through to us.</summary>
public sealed class ConvoConnectionTest(IConvoAccount account, ConnectionStore connections, TimeProvider clock) : IConnectionTest
{
    private const string Key = "API key";
    private const string Hook = "webhook";

    /// <inheritdoc/>
    public string Kind => ConnectionKind.Convo.Name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> TestAsync(Connection connection, CancellationToken cancellation)
    {
        switch (await account.ProfileAsync(connection, cancellation))
        {
            case AccountAnswer<AccountProfile>.Here(var profile):
                var credits = profile.CreditsLeft is { } left ? $"{left} AI credits left this month" : "AI credits without limit";
                var works = new Finding(Key, Works: true, $"Works: {profile.Email ?? "an account"}, plan {profile.Tier ?? "unknown"}, {credits}.", Advice: null);
                return [works, await HookAsync(connection, cancellation)];
            case AccountAnswer<AccountProfile>.Not(var reason, var advice):
                return [new Finding(Key, Works: false, reason, advice)];
            default:
                return [];
        }
    }

    private async Task<Finding> HookAsync(Connection connection, CancellationToken cancellation)
    {
        var ring = await connections.RingAsync(connection, cancellation);
        if (ring.Valid(clock.GetUtcNow()).Count is 0 || ring.Entries.LastOrDefault(entry => entry.Until is null) is not { } current)
        {
            return new Finding(
                Hook, Works: false, "No webhook is registered, so meetings are not announced.",
                "Tell the app its address from outside (--public-address https://…) and save the connection again.");
        }

        return await account.TestWebhookAsync(connection, current.WebhookId, cancellation) switch
        {
            AccountAnswer<int?>.Here(>= 200 and < 300) => new Finding(Hook, Works: true, "Convo's test call came through.", Advice: null),
            AccountAnswer<int?>.Here({ } status) => new Finding(
                Hook, Works: false, $"Convo's test call was answered with {status}.", "Check that the address leads to this app, and not to a page in front of it."),
            AccountAnswer<int?>.Here => new Finding(
                Hook, Works: false, "Convo could not reach the address.", "Check the name, the certificate and the firewall of the address from outside."),
            AccountAnswer<int?>.Not(var reason, var advice) => new Finding(Hook, Works: false, reason, advice),
            _ => new Finding(Hook, Works: false, "No answer.", "Try again."),
        };
    }
}
