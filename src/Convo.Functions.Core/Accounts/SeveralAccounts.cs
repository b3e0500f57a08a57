using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Accounts;

/// <summary>
/// Whether there are several accounts at Convo: only then can one meeting be recorded twice. Asked for each run, so it is remembered for a minute.
/// </summary>
public sealed class SeveralAccounts(ConnectionStore connections, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private volatile Answer? last;

    /// <summary>Whether there are; at most a minute old.</summary>
    public async Task<bool> AreThereAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        if (last is { } known && known.At <= now && now - known.At < Remembered)
        {
            return known.Are;
        }

        var are = (await connections.ListAsync(cancellation)).Count(connection => connection.Kind == ConnectionKind.Convo.Name) > 1;
        last = new Answer(are, now);
        return are;
    }

    private sealed record Answer(bool Are, DateTimeOffset At);
}
