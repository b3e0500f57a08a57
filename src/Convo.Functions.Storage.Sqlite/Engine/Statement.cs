using SQLitePCL;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>A compiled statement, bound and run again and again on its connection.</summary>
internal sealed class Statement(sqlite3 connection, sqlite3_stmt statement) : IDisposable
{
    // SQLITE_STMTSTATUS_REPREPARE, which the library does not name.
    private const int RePrepared = 5;

    /// <summary>
    /// How often SQLite has compiled it anew by itself, which takes longer than a read of a few rows (sqlite.org/c3ref/c_stmtstatus_counter.html).
    /// </summary>
    public int Recompilations => raw.sqlite3_stmt_status(statement, RePrepared, 0);

    /// <summary>Sets a parameter, counted from 1, to bytes.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(statement, parameter, bytes));

    /// <summary>Sets a parameter, counted from 1, to a text in UTF-8.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(statement, parameter, utf8));

    /// <summary>Sets a parameter, counted from 1, to a number.</summary>
    public void Bind(int parameter, long number) => Check(raw.sqlite3_bind_int64(statement, parameter, number));

    /// <summary>Goes on to the next row; false after the last, and at the end of a statement without rows.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteErrors.ToException(connection, result, mayHaveHappened: false),
        };
    }

    /// <summary>Runs a statement without rows to its end, and makes it ready for the next time.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>A number of the row.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Bytes of the row; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A text of the row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    /// <summary>Ends the current run and lets go of what it holds in the database, the read snapshot above all.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    /// <inheritdoc />
    public void Dispose() => raw.sqlite3_finalize(statement);

    private void Check(int result)
    {
        if (result is not raw.SQLITE_OK)
        {
            throw SqliteErrors.ToException(connection, result, mayHaveHappened: false);
        }
    }
}
