namespace Convo.Functions.Core.Connections;

/// <summary>Finds out whether Convo's deliveries get through to us, with Convo's own test call.</summary>
public sealed class WebhookTest(IConvoAccount account, ConnectionStore connections, TimeProvider clock)
{
    /// <summary>What is tested, in words.</summary>
    public const string Name = "hear of meetings by webhook";

    /// <summary>Has Convo send its test call to the webhook of a connection.</summary>
    public async Task<ConnectionAbility> TryAsync(Connection connection, CancellationToken cancellation)
    {
        var ring = await connections.RingAsync(connection, cancellation);
        if (ring.Valid(clock.GetUtcNow()).Count is 0 || ring.Entries.LastOrDefault(entry => entry.Until is null) is not { } current)
        {
            return Not("No webhook is registered, so meetings are not announced. "
                + "Tell the app its address from outside (--public-address https://…) and save the connection again.");
        }

        if (current.WebhookId == ConnectionStore.ByHand)
        {
            return new ConnectionAbility(Name, Works: true, Needed: false,
                "The webhook was registered by hand; Convo's own test call shows whether it gets through.");
        }

        return await account.TestWebhookAsync(connection, current.WebhookId, cancellation) switch
        {
            AccountAnswer<int?>.Here(>= 200 and < 300) => new ConnectionAbility(Name, Works: true, Needed: false, Advice: null),
            AccountAnswer<int?>.Here({ } status) => Not(
                $"Convo's test call was answered with {status}. Check that the address leads to this app, and not to a page in front of it."),
            AccountAnswer<int?>.Here => Not("Convo could not reach the address. Check its name, certificate and firewall from outside."),
            AccountAnswer<int?>.Not(var reason, var advice) => Not($"{reason} {advice}"),
            _ => Not("No answer. Try again."),
        };
    }

    /// <summary>It doesn't work, and what to do.</summary>
    public static ConnectionAbility Not(string advice) => new(Name, Works: false, Needed: false, advice);
}
