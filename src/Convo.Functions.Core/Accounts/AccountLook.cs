using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Accounts;

/// <summary>How an account stands.</summary>
/// <param name="State">What its profile said last; null where it was never read.</param>
/// <param name="Stop">That it is stopped; null while it works.</param>
public sealed record AccountLook(AccountState? State, AccountStop? Stop)
{
    /// <summary>True where this look found another plan than the one before: then its webhook has to be looked after.</summary>
    public bool IsTierChange { get; init; }

    /// <summary>True where this look found that a stopped account works again.</summary>
    public bool IsMended { get; init; }

    /// <summary>Why this look could not read the profile; null where it did, or did not ask.</summary>
    public AccountAnswer<AccountProfile>.Not? Trouble { get; init; }
}
