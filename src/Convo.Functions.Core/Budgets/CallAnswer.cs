using Convo.Functions.Core.Accounts;

namespace Convo.Functions.Core.Budgets;

/// <summary>Whether calls may be made.</summary>
public abstract record CallAnswer
{
    private CallAnswer()
    {
    }

    /// <summary>They may; all of them are counted already.</summary>
    public sealed record Granted(CallGrant Grant) : CallAnswer;

    /// <summary>Not now: none was counted.</summary>
    /// <param name="Reason">Why, for people.</param>
    /// <param name="Until">When there should be room again.</param>
    public sealed record NoRoom(string Reason, DateTimeOffset Until) : CallAnswer
    {
        /// <summary>That the account is stopped, where that is why; null where it is the hour's calls.</summary>
        public AccountStop? Stop { get; init; }
    }
}
