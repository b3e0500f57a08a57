using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Accounts;

/// <summary>Reads and writes what is known of the accounts at Convo.</summary>
public sealed class AccountStore(ITables tables, IChance chance)
{
    /// <summary>What is known of one; null where its profile was never asked for.</summary>
    public async Task<AccountState?> FindAsync(string connection, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Connections, AccountState.Partition, connection, cancellation) is { } row ? AccountState.From(row) : null;

    /// <summary>What is known of all of them, by the connection's name.</summary>
    public async Task<IReadOnlyDictionary<string, AccountState>> AllAsync(CancellationToken cancellation) =>
        (await tables.ReadAllAsync(TableNames.Connections, new RowRange(AccountState.Partition), cancellation))
            .Select(AccountState.From)
            .ToDictionary(state => state.Connection, StringComparer.Ordinal);

    /// <summary>Writes it.</summary>
    /// <returns>The state at its new version; null when somebody else changed it first.</returns>
    public async Task<AccountState?> WriteAsync(AccountState state, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        var tag = await tables.WriteOwnAsync(TableNames.Connections, [state.Write(nonce)], nonce, cancellation);
        return tag is null ? null : state with { Tag = tag };
    }

    /// <summary>Forgets an account: its connection was removed.</summary>
    public Task ForgetAsync(string connection, CancellationToken cancellation) =>
        tables.WriteAsync(TableNames.Connections, [new RowChange.Delete(AccountState.Partition, connection)], cancellation);
}
