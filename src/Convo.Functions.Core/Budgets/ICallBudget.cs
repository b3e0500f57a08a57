using Convo.Functions.Core.Accounts;

namespace Convo.Functions.Core.Budgets;

/// <summary>The calls that may be made at Convo in an hour, shared by all instances and all that the product does with an account.</summary>
public interface ICallBudget
{
    /// <summary>Reserves calls for a whole piece of work at once: all of them or none, so that no work stops half way for want of calls.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="use">What they are for.</param>
    /// <param name="calls">How many, from 1.</param>
    /// <param name="cancellation">Ends the wait; what was reserved meanwhile is not used.</param>
    /// <exception cref="Ports.StorageException">The budget can't be read or written.</exception>
    Task<CallAnswer> ReserveAsync(string account, CallUse use, int calls, CancellationToken cancellation);

    /// <summary>A grant without any call yet: each is reserved when it is made.</summary>
    CallGrant Open(string account, CallUse use);

    /// <summary>
    /// That an account is stopped, as far as this instance has heard; null while it is not. Reads nothing: it is for who was refused just now.
    /// </summary>
    AccountStop? StopOf(string account);
}
