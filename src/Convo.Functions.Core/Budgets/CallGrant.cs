using Convo.Functions.Core.Accounts;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// Calls that were reserved and are about to be made, by one piece of work. More than were reserved are asked for one by one; what is left at the end
/// serves the next piece of work. A reserved call is good for half a minute: it is counted from its minute on, and one made much later would
/// still count at Convo when it no longer counts here.
/// </summary>
public sealed class CallGrant : IDisposable
{
    private readonly AccountCalls account;
    private readonly CallUse use;
    private readonly Lock gate = new();
    private ReservedCalls reserved;

    internal CallGrant(AccountCalls account, CallUse use, ReservedCalls reserved) => (this.account, this.use, this.reserved) = (account, use, reserved);

    /// <summary>The account's limit an hour, as far as it is known.</summary>
    public int Limit => account.Known.Limit;

    /// <summary>How many calls fit into the hour now, for this use.</summary>
    public int Room => account.RoomFor(use);

    /// <summary>Takes one call, right before it is made.</summary>
    /// <returns>Null where it may be made.</returns>
    /// <exception cref="Ports.StorageException">The budget can't be read or written.</exception>
    public async Task<CallAnswer.NoRoom?> TakeAsync(CancellationToken cancellation)
    {
        if (!account.IsStoppedFor(use) && TakeReserved())
        {
            return null;
        }

        switch (await account.ReserveAsync(use, 1, cancellation))
        {
            case CallAnswer.NoRoom none:
                return none;
            case CallAnswer.Granted({ } more) when more.TakeReserved():
                return null;
            default:
                // The write took longer than a reserved call is good for.
                return new CallAnswer.NoRoom("The budget of calls could not be written in time.", account.SoonAgain());
        }
    }

    /// <summary>That the account is stopped, as far as this instance has heard; null while it is not.</summary>
    public AccountStop? Stop => account.Known.Stop;

    /// <summary>Whether what Convo answers says that it takes the account: only a try does, other answers may be older than what stopped it.</summary>
    public bool IsTry => use is CallUse.Account;

    /// <summary>Tells what Convo said with an answer. A refusal is written down at once, for all instances.</summary>
    public Task HeardAsync(CallReport report, CancellationToken cancellation) => account.HeardAsync(report, cancellation);

    /// <summary>Gives back what was not used.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            account.GiveBack(reserved);
            reserved = ReservedCalls.None;
        }
    }

    private bool TakeReserved()
    {
        lock (gate)
        {
            if (reserved.Count is 0 || !account.IsGood(reserved))
            {
                return false;
            }

            reserved = reserved with { Count = reserved.Count - 1 };
            return true;
        }
    }
}

/// <summary>Calls that are counted already.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">The clock's timestamp at which they were reserved.</param>
internal readonly record struct ReservedCalls(int Count, long Since)
{
    public static ReservedCalls None => default;
}
