using Convo.Functions.Core.Ports;
using SQLitePCL;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>One connection to the database. Used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 handle;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => this.handle = handle;

    /// <summary>True while a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Opens the database at a place; a writer makes the file where it is missing.</summary>
    /// <exception cref="StorageException">It can't be opened.</exception>
    public static Connection Open(DatabasePlace place, bool writable, TimeSpan lockWait)
    {
        // One thread at a time uses a connection, so SQLite's own mutexes are not needed.
        // Only the file decides who may write: a reader of a WAL file must be able to make its shared index.
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (writable ? raw.SQLITE_OPEN_CREATE : 0);
        var result = raw.sqlite3_open_v2(place.Name, out var handle, flags, place.Vfs);
        var connection = new Connection(handle);
        try
        {
            if (result != raw.SQLITE_OK)
            {
                throw SqliteErrors.ToException(handle, result, mayHaveHappened: false);
            }

            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, (int)lockWait.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Compiles a statement, to be used many times.</summary>
    public Statement Prepare(string sql)
    {
        var result = raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return result is raw.SQLITE_OK ? new Statement(handle, statement) : throw SqliteErrors.ToException(handle, result, mayHaveHappened: false);
    }

    /// <summary>Runs one or more statements once.</summary>
    public void Run(string sql)
    {
        var result = raw.sqlite3_exec(handle, sql);
        if (result is not raw.SQLITE_OK)
        {
            throw SqliteErrors.ToException(handle, result, mayHaveHappened: false);
        }
    }

    /// <summary>The first column of all rows of a query, as text.</summary>
    public List<string> Texts(string sql)
    {
        using var statement = Prepare(sql);
        List<string> texts = [];
        while (statement.Step())
        {
            texts.Add(statement.Text(0));
        }

        return texts;
    }

    /// <summary>The number that a query gives.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes() => raw.sqlite3_changes(handle);

    /// <inheritdoc />
    public void Dispose() => raw.sqlite3_close_v2(handle);
}
