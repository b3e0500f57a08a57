using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>A store that dies at a chosen write: from then on nothing is read and nothing is written, as if the process had ended there.</summary>
public sealed class PowerCut(Func<string, RowChange, bool>? strikes = null, bool afterwards = false)
{
    private readonly Func<string, RowChange, bool>? strikesAt = strikes;
    private readonly bool afterTheWrite = afterwards;
    private readonly TaskCompletionSource struck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has struck.</summary>
    public Task Struck => struck.Task;

    /// <summary>Strikes at the first write of a row that fits.</summary>
    public static PowerCut At(string table, Func<Row, bool> fits, bool afterTheWrite = false) =>
        new((written, change) => written == table && Witness.RowOf(change) is { } row && fits(row), afterTheWrite);

    public ITables Around(ITables inner) => new Cut(inner, this);

    private void CheckAlive()
    {
        if (struck.Task.IsCompleted)
        {
            throw new StorageException("The power is cut.", mayHaveHappened: false);
        }
    }

    private sealed class Cut(ITables inner, PowerCut power) : ITables
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
        {
            power.CheckAlive();
            return inner.GetAsync(table, partition, key, cancellation);
        }

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
        {
            power.CheckAlive();
            return inner.QueryAsync(table, range, continuation, cancellation);
        }

        public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            power.CheckAlive();
            if (power.strikesAt is not { } strikesAt || !changes.Any(change => strikesAt(table, change)))
            {
                return await inner.WriteAsync(table, changes, cancellation);
            }

            if (power.afterTheWrite)
            {
                await inner.WriteAsync(table, changes, cancellation);
            }

            power.struck.TrySetResult();
            throw new StorageException("The power is cut.", mayHaveHappened: power.afterTheWrite);
        }
    }
}
