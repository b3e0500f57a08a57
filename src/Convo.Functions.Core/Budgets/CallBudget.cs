using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// The one budget of calls at Convo: a row an account in table <c>budgets</c>, changed by compare-and-swap, so that all instances together stay within
/// the hour. An account is a connection; where two connections have keys of one user, each sees the other's calls in Convo's headers.
/// </summary>
public sealed class CallBudget(ITables tables, IChance chance, TimeProvider clock) : ICallBudget
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

    /// <summary>How an account's hour stands, as all instances wrote it; one that made no call has an empty one.</summary>
    public async Task<CallWindow> ReadAsync(string account, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Budgets, CallWindow.Partition, account, cancellation) is { } row ? CallWindow.From(row) : CallWindow.Empty(account);

    private AccountCalls Of(string account) => accounts.GetOrAdd(account, name => new AccountCalls(name, tables, chance, clock));
}
