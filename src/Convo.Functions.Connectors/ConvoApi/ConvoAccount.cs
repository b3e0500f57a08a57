using Convo.Client;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What the product does with an account at Convo besides reading facts.</summary>
internal sealed class ConvoAccount(ConvoClients clients, IConnectionSecrets secrets) : IConvoAccount
{
    /// <inheritdoc/>
    public Task<AccountAnswer<AccountProfile>> ProfileAsync(Connection connection, CancellationToken cancellation) =>
        AskAsync(connection, CallUse.Account, async client => Read((await client.GetProfileAsync(cancellation)).Value), cancellation);

    /// <inheritdoc/>
    public Task<AccountAnswer<IReadOnlyList<RegisteredWebhook>>> WebhooksAsync(Connection connection, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<RegisteredWebhook>>(connection, async client =>
            [.. (await client.ListWebhooksAsync(cancellation)).Value.Select(hook => new RegisteredWebhook(hook.Id, hook.Url, hook.Events))], cancellation);

    /// <inheritdoc/>
    public Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation) =>
        AskAsync(connection, async client =>
    {
        var created = (await client.CreateWebhookAsync(address, ConvoEventNames.All, cancellation)).Value;
        return new NewWebhook(created.Webhook.Id, created.Secret);
    }, cancellation);

    /// <inheritdoc/>
    public Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
        AskAsync(connection, async client =>
        (await client.DeleteWebhookAsync(webhookId, cancellation)).Value.Deleted ?? true, cancellation);

    /// <inheritdoc/>
    public Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
        AskAsync(connection, async client =>
        (await client.TestWebhookAsync(webhookId, cancellation)).Value.StatusCode, cancellation);

    private static AccountProfile Read(UserProfile user) => new(
        user.Subscription.Tier,
        user.Subscription.Status,
        user.Profile.Name,
        user.Profile.Email,
        user.ApiUsage.AiGenerations is { } ai ? new AiQuota(ai.Used, ai.Limit, ai.Remaining, ai.ResetsAt, ReadAt: null) : null);

    private Task<AccountAnswer<T>> AskAsync<T>(Connection connection, Func<ConvoClient, Task<T>> ask, CancellationToken cancellation) =>
        AskAsync(connection, CallUse.Upkeep, ask, cancellation);

    private async Task<AccountAnswer<T>> AskAsync<T>(
        Connection connection, CallUse use, Func<ConvoClient, Task<T>> ask, CancellationToken cancellation)
    {
        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), use);

        if (client is null)
        {
            return new AccountAnswer<T>.Not(refusal!.Reason, refusal.Advice);
        }

        try
        {
            return new AccountAnswer<T>.Here(await ask(client));
        }
        catch (ConvoApiException failure)
        {
            var words = clients.WordsOf(connection, failure);
            return new AccountAnswer<T>.Not(words.Reason, words.Advice) { Status = (int?)failure.Status };
        }
        catch (ArgumentException)
        {
            return new AccountAnswer<T>.Not("What was asked for has a form that Convo does not take.",
                "A webhook's address must be https; its id is as Convo lists it.");
        }
    }
}
