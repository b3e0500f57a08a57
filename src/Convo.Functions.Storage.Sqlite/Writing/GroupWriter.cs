using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>
/// The one writer: a thread of its own that takes all writes waiting, makes them durable by one commit, and then answers all callers. While the disk
/// flushes, the next group gathers; a single write waits for nobody.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    // Bounds how long a transaction gets; the rest is the next group.
    private const int LargestGroup = 1024;

    private readonly object gate = new();
    private readonly Queue<PendingWrite> waiting = new();
    private readonly Func<RowWriter> open;
    private readonly Thread thread;
    private RowWriter? writer;
    private bool closed;
    private long commits;

    /// <summary>Starts the thread.</summary>
    /// <param name="first">The writer that the opening of the database has made.</param>
    /// <param name="open">Makes another after one has failed.</param>
    public GroupWriter(RowWriter first, Func<RowWriter> open)
    {
        this.open = open;
        writer = first;
        thread = new Thread(Loop) { IsBackground = true, Name = "convo-sqlite-writer" };
        thread.Start();
    }

    /// <summary>How many groups were committed.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Hands a write to the writer.</summary>
    public Task<IReadOnlyList<WriteResult>> WriteAsync(PendingWrite write)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteTables));
            waiting.Enqueue(write);
            Monitor.Pulse(gate);
        }

        return write.Task;
    }

    /// <summary>Takes no more writes, makes those durable that were handed over, and ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
    }

    private void Loop()
    {
        var group = new List<PendingWrite>();
        while (TakeGroup(group))
        {
            Write(group);
            group.Clear();
        }

        writer?.Dispose();
    }

    /// <summary>Waits for writes; false once the writer is closed and nothing is left.</summary>
    private bool TakeGroup(List<PendingWrite> group)
    {
        lock (gate)
        {
            while (group.Count == 0)
            {
                while (waiting.Count == 0)
                {
                    if (closed)
                    {
                        return false;
                    }

                    Monitor.Wait(gate);
                }

                while (group.Count < LargestGroup && waiting.TryDequeue(out var write))
                {
                    if (!write.GiveUpIfCancelled())
                    {
                        group.Add(write);
                    }
                }
            }

            return true;
        }
    }

    private void Write(List<PendingWrite> group)
    {
        try
        {
            writer ??= open();
            writer.WriteGroup(group);
            Interlocked.Increment(ref commits);
        }
        catch (StorageException error)
        {
            Drop(group, error.Message, error.MayHaveHappened, error);
            return;
        }
        catch (Exception error)
        {
            // Whatever it is, an error that leaves this thread ends the process, and with it all that waits.
            Drop(group, $"The writer failed ({error.GetType().Name}).", mayHaveHappened: true, error);
            return;
        }

        foreach (var write in group)
        {
            write.Complete();
        }
    }

    private void Drop(List<PendingWrite> group, string message, bool mayHaveHappened, Exception error)
    {
        // A connection that met a full or broken disk is not trusted again: the next group opens a new one.
        writer?.Dispose();
        writer = null;
        foreach (var write in group)
        {
            write.Fail(new StorageException(message, mayHaveHappened, error));
        }
    }
}
