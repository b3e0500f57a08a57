using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>A write that waits for the writer, and the promise to its caller.</summary>
internal sealed class PendingWrite(byte[] table, EncodedChange[] changes, CancellationToken cancellation)
{
    // The writer must never run a caller's code on its own thread.
    private readonly TaskCompletionSource<WriteResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The table's name in UTF-8.</summary>
    public byte[] Table { get; } = table;

    /// <summary>What to change.</summary>
    public EncodedChange[] Changes { get; } = changes;

    /// <summary>What came of it, once the group that it is part of is applied; told to the caller after the commit only.</summary>
    public WriteResult? Result { get; set; }

    /// <summary>What the caller awaits.</summary>
    public Task<WriteResult> Task => completion.Task;

    /// <summary>Gives up a write whose caller has gone before it was begun.</summary>
    public bool GiveUpIfCancelled() => cancellation.IsCancellationRequested && completion.TrySetCanceled(cancellation);

    /// <summary>Tells the caller the result, or that its group was committed without one: it must never wait for ever.</summary>
    public void Complete()
    {
        if (Result is not { } result)
        {
            Fail(new StorageException("The write was left without a result.", mayHaveHappened: true));
            return;
        }

        completion.TrySetResult(result);
    }

    /// <summary>Tells the caller that it failed.</summary>
    public void Fail(StorageException error) => completion.TrySetException(error);
}
