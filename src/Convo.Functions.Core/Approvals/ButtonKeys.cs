using System.Collections.Frozen;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Approvals;

/// <summary>
/// The secrets that tools sign presses with, all in memory, so that strangers can neither make the secret store work nor find out by the time taken
/// which connections there are.
/// </summary>
public sealed class ButtonKeys(ConnectionStore connections, IEnumerable<IButtonPresses> tools, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private FrozenDictionary<string, ButtonKey> known = FrozenDictionary<string, ButtonKey>.Empty;
    private DateTimeOffset? loadedAt;

    /// <summary>The key of a connection; null where it has none.</summary>
    /// <param name="connection">The name.</param>
    /// <param name="age">How old the answer may be.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="Ports.StorageException">They can't be read.</exception>
    public async Task<ButtonKey?> FindAsync(string connection, TimeSpan age, CancellationToken cancellation)
    {
        await loading.WaitAsync(cancellation);

        try
        {
            // A clock that was set back makes it old too.
            if (loadedAt is not { } loaded || clock.GetUtcNow() - loaded is var passed && (passed >= age || passed < TimeSpan.Zero))
            {
                known = await ReadAsync(cancellation);
                loadedAt = clock.GetUtcNow();
            }
        }
        finally
        {
            loading.Release();
        }

        return known.GetValueOrDefault(connection);
    }

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private async Task<FrozenDictionary<string, ButtonKey>> ReadAsync(CancellationToken cancellation)
    {
        var read = new Dictionary<string, ButtonKey>();

        foreach (var connection in await connections.ListAsync(cancellation))
        {
            if (tools.FirstOrDefault(tool => tool.Kind == connection.Kind) is { } tool
                && await connections.ReadAsync(connection, cancellation) is { } secrets
                && secrets.TryGetValue(tool.Secret, out var secret))
            {
                read[connection.Name] = new ButtonKey(connection.Kind, secret);
            }
        }

        return read.ToFrozenDictionary();
    }
}

/// <summary>What presses in a connection's tool are signed with.</summary>
/// <param name="Kind">The kind of the connection.</param>
/// <param name="Secret">The secret.</param>
public sealed record ButtonKey(string Kind, string Secret)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(ButtonKey);
}
