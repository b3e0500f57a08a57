using Convo.Functions.Core.Ports;
using SQLitePCL;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>Says in plain words what SQLite's result codes mean (sqlite.org, "Result and Error Codes").</summary>
internal static class SqliteErrors
{
    private const int PrimaryCode = 0xFF;

    /// <summary>The exception for a result code. SQLite's own message is left out: it can quote what was bound.</summary>
    public static StorageException ToException(sqlite3 connection, int result, bool mayHaveHappened)
    {
        // A failed open gives no connection, or one that knows only the primary code.
        var extended = connection is { IsInvalid: false } ? raw.sqlite3_extended_errcode(connection) : result;
        var code = (extended & PrimaryCode) == (result & PrimaryCode) ? extended : result;
        return new StorageException($"{Meaning(code)} (SQLite {code}).", mayHaveHappened);
    }

    private static string Meaning(int code) => (code & PrimaryCode) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Something else holds a lock on the database file",
        raw.SQLITE_FULL => "The disk is full, or the database file has reached its limit",
        raw.SQLITE_READONLY => "The database file can't be written",
        raw.SQLITE_CANTOPEN => "The database file can't be opened",
        raw.SQLITE_PERM or raw.SQLITE_AUTH => "The database file may not be used by this account",
        raw.SQLITE_CORRUPT => "The database file is damaged",
        raw.SQLITE_NOTADB => "The file is not a database of ours",
        raw.SQLITE_IOERR => "The disk gave an error",
        raw.SQLITE_NOMEM => "There is not enough memory",
        _ => "The database gave an error",
    };
}
