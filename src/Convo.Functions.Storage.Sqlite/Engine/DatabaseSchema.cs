using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>The layout of the database file and how it is opened for writing.</summary>
internal static class DatabaseSchema
{
    private const int Version = 1;
    private const int PageSize = 4096;

    // fullfsync matters on macOS only, where a plain fsync leaves data in the drive's cache.
    // secure_delete: what people said in a meeting must be gone from the file once its keep-time is over.
    // cache_size (KiB): keys are hashes, so writes meet pages all over the file, and each that is not in memory is read again.
    // wal_autocheckpoint (pages): a page that is written often goes to the file once for many writes; what a start after a crash reads stays small.
    private const string Settings =
        "PRAGMA synchronous=FULL; PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1; PRAGMA secure_delete=1; PRAGMA journal_size_limit=67108864; "
        + "PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=8000";

    private const string Layout =
        """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS partitions(id INTEGER PRIMARY KEY, pk BLOB NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS rows(id INTEGER PRIMARY KEY, part INTEGER NOT NULL, tbl TEXT NOT NULL, rk BLOB NOT NULL, tag INTEGER NOT NULL,
            body BLOB NOT NULL, UNIQUE(part, tbl, rk));
        CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT OR IGNORE INTO counters VALUES('tags', 0);
        PRAGMA user_version=1;
        COMMIT;
        """;

    /// <summary>Opens the one connection that writes, and lays the database out where it is new.</summary>
    /// <exception cref="StorageException">It can't be opened, or a newer version has made it.</exception>
    public static Connection OpenWriter(DatabasePlace place, SqliteOptions options)
    {
        var connection = Connection.Open(place, writable: true, options.LockWait);
        try
        {
            if (!place.IsMemory && connection.Texts("PRAGMA journal_mode=WAL") is not ["wal"])
            {
                throw new StorageException("The database can't keep a write-ahead log here: a network drive can't hold it.", mayHaveHappened: false);
            }

            connection.Run(Settings);
            if (options.LargestFile is { } largest)
            {
                connection.Number($"PRAGMA max_page_count={largest / PageSize}");
            }

            LayOut(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void LayOut(Connection connection)
    {
        switch (connection.Number("PRAGMA user_version"))
        {
            case 0:
                connection.Run(Layout);
                break;
            case not Version:
                throw new StorageException("The database file was made by a newer version of this program.", mayHaveHappened: false);
        }
    }
}
