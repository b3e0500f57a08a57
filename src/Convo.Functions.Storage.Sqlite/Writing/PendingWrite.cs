using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>Writes of one caller that wait for the writer and become durable together, and the promise to the caller.</summary>
internal sealed class PendingWrite(IReadOnlyList<EncodedWrite> parts, CancellationToken cancellation)
{
    // The writer must never run a caller's code on its own thread.
    private readonly TaskCompletionSource<IReadOnlyList<WriteResult>> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The writes, in the order in which they are made.</summary>
    public IReadOnlyList<EncodedWrite> Parts { get; } = parts;

    /// <summary>What came of each, once the group that they are part of is applied; told to the caller after the commit only.</summary>
    public IReadOnlyList<WriteResult>? Results { get; set; }

    /// <summary>What the caller awaits.</summary>
    public Task<IReadOnlyList<WriteResult>> Task => completion.Task;

    /// <summary>Gives up a write whose caller has gone before it was begun.</summary>
    public bool GiveUpIfCancelled() => cancellation.IsCancellationRequested && completion.TrySetCanceled(cancellation);

    /// <summary>Tells the caller the results, or that its group was committed without one: it must never wait for ever.</summary>
    public void Complete()
    {
        if (Results is not { } results)
        {
            Fail(new StorageException("The write was left without a result.", mayHaveHappened: true));
            return;
        }

        completion.TrySetResult(results);
    }

    /// <summary>Tells the caller that it failed.</summary>
    public void Fail(StorageException error) => completion.TrySetException(error);
}
