using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Reading;

/// <summary>Reading connections that wait to be used again. A read takes microseconds, so as few are opened as reads ever meet.</summary>
internal sealed class ReaderPool(Func<RowReader> open) : IDisposable
{
    private const int MostKept = 16;

    private readonly ConcurrentBag<RowReader> idle = [];
    private volatile bool closed;

    /// <summary>Reads with a connection of the pool.</summary>
    /// <exception cref="StorageException">The database can't be read, or holds what can't be understood.</exception>
    public T Read<T, TArgument>(TArgument argument, Func<RowReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteTables));
        var reader = idle.TryTake(out var kept) ? kept : open();
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
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void GiveBack(RowReader reader)
    {
        if (closed || idle.Count >= MostKept)
        {
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
