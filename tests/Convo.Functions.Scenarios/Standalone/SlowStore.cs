using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>A store whose write of a chosen row takes until it is let go, and then succeeds or fails.</summary>
public sealed class SlowStore(string table, Func<Row, bool> fits)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody wants to write the row.</summary>
    public Task Reached => reached.Task;

    /// <summary>Lets the write go on.</summary>
    public void Release() => release.TrySetResult(true);

    /// <summary>Lets the write fail, without effect.</summary>
    public void Fail() => release.TrySetResult(false);

    public ITables Around(ITables inner) => new Slow(inner, this);

    private sealed class Slow(ITables inner, SlowStore slow) : ITables
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(table, partition, key, cancellation);

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
            inner.QueryAsync(table, range, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            if (slow.IsChosen(table, changes))
            {
                slow.reached.TrySetResult();

                if (!await slow.release.Task.WaitAsync(cancellation))
                {
                    throw new StorageException("The store did not take it.", mayHaveHappened: false);
                }
            }

            return await inner.WriteAsync(table, changes, cancellation);
        }
    }

    private bool IsChosen(string written, IReadOnlyList<RowChange> changes) =>
        written == table && !release.Task.IsCompleted && changes.Any(change => Witness.RowOf(change) is { } row && fits(row));
}
