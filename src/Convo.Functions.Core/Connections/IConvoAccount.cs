using Convo.Functions.Core.Accounts;

namespace Convo.Functions.Core.Connections;

/// <summary>What the product does with an account at Convo besides reading facts.</summary>
public interface IConvoAccount
{
    /// <summary>Whose account it is, its plan and its AI generations. One call, which goes out also where the account is stopped: it finds out whether
    /// that is over, so it is for who was told to try, or who tries once a day.</summary>
    Task<AccountAnswer<AccountProfile>> ProfileAsync(Connection connection, CancellationToken cancellation);

    /// <summary>The webhooks that are registered at Convo; without their secrets, which can't be read again.</summary>
    Task<AccountAnswer<IReadOnlyList<RegisteredWebhook>>> WebhooksAsync(Connection connection, CancellationToken cancellation);

    /// <summary>Registers a webhook for all events. The secret in the answer is shown this once.</summary>
    Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation);

    /// <summary>Removes a webhook.</summary>
    Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation);

    /// <summary>Has Convo send its test call; the value is the status code that Convo saw, or null where it saw none.</summary>
    Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation);
}

/// <summary>An answer of an account elsewhere: a value, or why there is none and what to do.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record AccountAnswer<T>
{
    private AccountAnswer()
    {
    }

    /// <summary>The value.</summary>
    public sealed record Here(T Value) : AccountAnswer<T>;

    /// <summary>None, and what a person can do about it.</summary>
    public sealed record Not(string Reason, string Advice) : AccountAnswer<T>
    {
        /// <summary>The HTTP status of the refusal; null where no answer came or nothing was asked.</summary>
        public int? Status { get; init; }
    }
}

/// <summary>A webhook at Convo.</summary>
/// <param name="Id">Convo's id, such as <c>wh_abc123</c>.</param>
/// <param name="Address">Where it delivers.</param>
/// <param name="Events">The events it delivers.</param>
public sealed record RegisteredWebhook(string Id, string Address, IReadOnlyList<string> Events);

/// <summary>A webhook that was just registered.</summary>
/// <param name="Id">Convo's id.</param>
/// <param name="Secret">Signs its deliveries; can't be read again.</param>
public sealed record NewWebhook(string Id, string Secret);
