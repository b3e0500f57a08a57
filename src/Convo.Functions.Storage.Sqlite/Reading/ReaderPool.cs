using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Reading;

/// <summary>Reading connections that wait to be used again. A read takes microseconds, so as few are opened as reads ever meet.</summary>
internal sealed class ReaderPool(Func<RowReader> open) : IDisposable
{
    // Threads that lose the processor in the middle of a read make more reads meet than there are processors, and opening one costs more than a hundred reads.
    private const int MostKept = 32;

    private readonly ConcurrentBag<RowReader> idle = [];
    private volatile bool closed;
    private int kept;

    /// <summary>Reads with a connection of the pool.</summary>
    /// <exception cref="StorageException">The database can't be read, or holds what can't be understood.</exception>
    public T Read<T, TArgument>(TArgument argument, Func<RowReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteTables));
        var reader = Take() ?? open();
        try
        {
            var result = read(reader, argument);
            GiveBack(reader);
            return result;
        }
        catch (FormatException error)
        {
            GiveBack(reader);
            throw new StorageException(error.Message, mayHaveHappened: false, error);
        }
        catch
        {
            // After an error of the disk a connection's cache is not to be trusted.
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        closed = true;
        while (Take() is { } reader)
        {
            reader.Dispose();
        }
    }

    private RowReader? Take()
    {
        if (!idle.TryTake(out var reader))
        {
            return null;
        }

        Interlocked.Decrement(ref kept);
        return reader;
    }

    private void GiveBack(RowReader reader)
    {
        // Counted here, because a bag that counts itself stops everybody.
        if (Interlocked.Increment(ref kept) > MostKept || closed)
        {
            Interlocked.Decrement(ref kept);
            reader.Dispose();
            return;
        }

        idle.Add(reader);
        if (closed)
        {
            Dispose();
        }
    }
}
