using System.Collections.Concurrent;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// The one budget of calls at Convo: a row an account in table <c>budgets</c>, changed by compare-and-swap, so that all instances together stay within
/// the hour; and the one place where an account that Convo refuses is stopped for all of them. An account is a connection; where two connections have
/// keys of one user, each sees the other's calls in Convo's headers.
/// </summary>
/// <param name="tables">The store.</param>
/// <param name="chance">The dice.</param>
/// <param name="clock">The clock.</param>
/// <param name="alarm">Tells that an account was stopped; null where nobody is to be told.</param>
public sealed class CallBudget(ITables tables, IChance chance, TimeProvider clock, AccountAlarm? alarm = null) : ICallBudget
{
    private readonly ConcurrentDictionary<string, AccountCalls> accounts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<CallAnswer> ReserveAsync(string account, CallUse use, int calls, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        return Of(account).ReserveAsync(use, calls, cancellation);
    }

    /// <inheritdoc/>
    public CallGrant Open(string account, CallUse use) => new(Of(account), use, ReservedCalls.None);

    /// <inheritdoc/>
    public AccountStop? StopOf(string account) => Of(account).Known.Stop;

    /// <summary>Opens an account again, because its connection was saved: whatever was refused before was another key, or another try.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="generation">Its generation; what is heard of an older one counts no more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task OpenAsync(string account, int generation, CancellationToken cancellation) => Of(account).HeardAsync(
        new CallReport(clock.GetUtcNow(), null, null, null) { Verdict = new AccountVerdict(generation, Refused: null, IsSaved: true) }, cancellation);

    /// <summary>All accounts that are stopped, as all instances wrote it.</summary>
    public async Task<IReadOnlyDictionary<string, AccountStop>> StopsAsync(CancellationToken cancellation) =>
        (await tables.ReadAllAsync(TableNames.Budgets, new RowRange(CallWindow.Partition), cancellation))
            .Select(CallWindow.From)
            .Where(window => window.Stop is not null)
            .ToDictionary(window => window.Account, window => window.Stop!, StringComparer.Ordinal);

    /// <summary>How an account's hour stands, as all instances wrote it; one that made no call has an empty one.</summary>
    public async Task<CallWindow> ReadAsync(string account, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Budgets, CallWindow.Partition, account, cancellation) is { } row ? CallWindow.From(row) : CallWindow.Empty(account);

    private AccountCalls Of(string account) => accounts.GetOrAdd(account, name => new AccountCalls(name, tables, chance, clock, alarm));
}
