using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite.Codec;
using Convo.Functions.Storage.Sqlite.Engine;

namespace Convo.Functions.Storage.Sqlite.Reading;

/// <summary>One reading connection with its statements. Each read sees all that was committed when it began, and nothing half done.</summary>
internal sealed class RowReader : IDisposable
{
    private const string Of = "part=(SELECT id FROM partitions WHERE pk=?2) AND tbl=?1";

    private readonly Connection connection;
    private readonly Statement get;
    private readonly Statement range;
    private readonly Statement openRange;

    public RowReader(Connection connection)
    {
        this.connection = connection;

        // KiB. Every commit of the writer empties it, so more than the pages of one read would only hold memory.
        connection.Run("PRAGMA cache_size=-64");

        // No LIMIT: SQLite compiles a statement anew each time that a parameter of it is set, and rows come one by one in the order of the index anyway.
        get = connection.Prepare($"SELECT tag, body FROM rows WHERE {Of} AND rk=?3");
        range = connection.Prepare($"SELECT tag, body, rk FROM rows WHERE {Of} AND rk>=?3 AND rk<?4 ORDER BY rk");
        openRange = connection.Prepare($"SELECT tag, body, rk FROM rows WHERE {Of} AND rk>=?3 ORDER BY rk");
    }

    /// <summary>How often its statements were compiled anew; never, unless the database was laid out anew.</summary>
    public int Recompilations => get.Recompilations + range.Recompilations + openRange.Recompilations;

    /// <summary>One row, or null.</summary>
    public Row? Get(byte[] table, string partition, string key)
    {
        try
        {
            get.BindText(1, table);
            get.Bind(2, KeyCodec.Encode(partition));
            get.Bind(3, KeyCodec.Encode(key));
            return get.Step() ? RowAt(get, partition, key) : null;
        }
        finally
        {
            get.Reset();
        }
    }

    /// <summary>The first rows of a range, at most <paramref name="most"/>.</summary>
    public List<Row> Query(byte[] table, string partition, string from, string? before, int most)
    {
        var statement = before is null ? openRange : range;
        try
        {
            statement.BindText(1, table);
            statement.Bind(2, KeyCodec.Encode(partition));
            statement.Bind(3, KeyCodec.Encode(from));
            if (before is not null)
            {
                statement.Bind(4, KeyCodec.Encode(before));
            }

            List<Row> rows = [];
            while (rows.Count < most && statement.Step())
            {
                rows.Add(RowAt(statement, partition, KeyCodec.Decode(statement.Bytes(2))));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>What SQLite's own check of the whole file finds; nothing where all is well.</summary>
    public IReadOnlyList<string> Check() =>
        connection.Texts("PRAGMA integrity_check") is not ["ok"] and var found ? found : [];

    /// <inheritdoc />
    public void Dispose()
    {
        get.Dispose();
        range.Dispose();
        openRange.Dispose();
        connection.Dispose();
    }

    private static Row RowAt(Statement statement, string partition, string key) =>
        new(partition, key, BodyReader.Decode(statement.Bytes(1))) { Tag = RowTag.Format(statement.Number(0)) };
}
