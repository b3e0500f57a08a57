using System.Net;
using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Tries a key: whose it is, whether meetings can be read, whether the plan has webhooks. Costs three requests and no credit.</summary>
internal sealed class ConvoConnectionTest(ConvoClients clients) : IConnectionTest
{
    /// <inheritdoc/>
    public string Kind => ConnectionKind.Convo.Name;

    /// <inheritdoc/>
    public async Task<ConnectionReport> TestAsync(Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation)
    {
        const string Key = "use the API key";
        var (client, refusal) = clients.Open(connection, secrets, CallUse.Upkeep);

        if (client is null)
        {
            return new(null, [new(Key, false, true, $"{refusal!.Reason} {refusal.Advice}")]);
        }

        string? account = null;
        var key = await TryAsync(connection, Key, true, async () => account = Words((await client.GetProfileAsync(cancellation)).Value));

        if (!key.Works)
        {
            return new(null, [key]);
        }

        return new(account,
        [
            key,
            await TryAsync(connection, "read meetings", true, () => client.ListConversationsAsync(new ConversationQuery { Limit = 1 }, cancellation)),
            await TryAsync(connection, "receive webhooks", false, () => client.ListWebhooksAsync(cancellation)),
        ]);
    }

    private async Task<ConnectionAbility> TryAsync(Connection connection, string name, bool needed, Func<Task> ask)
    {
        try
        {
            await ask();
            return new(name, true, needed, null);
        }
        catch (ConvoApiException failure)
        {
            var plan = !needed && failure.Status == HttpStatusCode.Forbidden ? " Without them meetings are found by polling alone, some minutes later." : "";
            return new(name, false, needed, clients.WordsOf(connection, failure).Whole + plan);
        }
    }

    private static string Words(UserProfile user) =>
        string.Join(", ", new[] { user.Profile.Email, user.Subscription.Tier }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
