using System.Text;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;
using SQLitePCL;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>What an app has stored in its data folder, read past the app.</summary>
internal sealed class DataFile : IAsyncDisposable
{
    public const string Name = "convo-functions.db";

    private readonly SqliteTables tables;
    private readonly MeetingStore meetings;

    private DataFile(SqliteTables tables)
    {
        this.tables = tables;
        meetings = new MeetingStore(tables, new SystemChance());
    }

    /// <summary>Opens the file of an app that has ended.</summary>
    public static DataFile Open(string folder) => new(SqliteTables.Open(new SqliteOptions { Path = Path.Combine(folder, Name) }));

    /// <summary>How many rows a table has whose keys begin so; may be asked while the app runs.</summary>
    public static long Count(string folder, string table, string keyPrefix = "")
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(Path.Combine(folder, Name), out var database, raw.SQLITE_OPEN_READWRITE, null));
        using (database)
        {
            raw.sqlite3_busy_timeout(database, 10_000);
            Check(raw.sqlite3_prepare_v2(database, "SELECT count(*) FROM rows WHERE tbl=?1 AND substr(rk, 1, ?3)=?2", out var statement));
            using (statement)
            {
                var prefix = Encoding.ASCII.GetBytes(keyPrefix);
                Check(raw.sqlite3_bind_text(statement, 1, table));
                Check(raw.sqlite3_bind_blob(statement, 2, prefix));
                Check(raw.sqlite3_bind_int(statement, 3, prefix.Length));
                return raw.sqlite3_step(statement) == raw.SQLITE_ROW
                    ? raw.sqlite3_column_int64(statement, 0)
                    : throw new IOException("The rows could not be counted.");
            }
        }
    }

    /// <summary>All that is stored of a meeting.</summary>
    public Task<MeetingSnapshot> MeetingAsync(string connection, string conversation, CancellationToken cancellation) =>
        meetings.ReadAsync(MeetingKey.For(connection, conversation), cancellation);

    /// <summary>What is wrong with the file as a database; nothing where all is well.</summary>
    public Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation) => tables.IntegrityAsync(cancellation);

    public ValueTask DisposeAsync() => tables.DisposeAsync();

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new IOException($"SQLite answered {result}.");
        }
    }
}
