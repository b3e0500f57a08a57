using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Web.Tests.Webhooks;

/// <summary>An account as it is, for tests that make one call of it different.</summary>
internal abstract class AccountAround(IConvoAccount inner) : IConvoAccount
{
    public virtual Task<AccountAnswer<AccountProfile>> ProfileAsync(Connection connection, CancellationToken cancellation) =>
        inner.ProfileAsync(connection, cancellation);

    public virtual Task<AccountAnswer<IReadOnlyList<RegisteredWebhook>>> WebhooksAsync(Connection connection, CancellationToken cancellation) =>
        inner.WebhooksAsync(connection, cancellation);

    public virtual Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation) =>
        inner.RegisterWebhookAsync(connection, address, cancellation);

    public virtual Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
        inner.RemoveWebhookAsync(connection, webhookId, cancellation);

    public virtual Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
        inner.TestWebhookAsync(connection, webhookId, cancellation);
}
