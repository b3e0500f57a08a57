using System.Text;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite.Engine;
using Convo.Functions.Storage.Sqlite.Reading;
using Convo.Functions.Storage.Sqlite.Writing;

namespace Convo.Functions.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file with a write-ahead log, one writer that commits waiting writes in groups, readers on connections of their own.
/// A write is answered once it is on the disk, and read by every read that begins after.
/// </summary>
public sealed class SqliteTables : ITables, IAsyncDisposable
{
    private static readonly Dictionary<string, byte[]> Names =
        TableNames.All.ToDictionary(name => name, Encoding.UTF8.GetBytes, StringComparer.Ordinal);

    private readonly FolderLock? folder;
    private readonly GroupWriter writer;
    private readonly ReaderPool readers;

    private SqliteTables(FolderLock? folder, GroupWriter writer, ReaderPool readers) => (this.folder, this.writer, this.readers) = (folder, writer, readers);

    /// <summary>How many commits the writes took so far: fewer than writes where some waited together.</summary>
    public long Commits => writer.Commits;

    /// <summary>Opens the store, and makes it where there is none.</summary>
    /// <exception cref="StorageException">The file is in use by another process, damaged, made by a newer version, or can't be opened.</exception>
    public static SqliteTables Open(SqliteOptions options)
    {
        var place = DatabasePlace.Of(options.Path);
        var taken = place.IsMemory ? null : FolderLock.Take(place.Name);
        try
        {
            return new SqliteTables(
                taken,
                new GroupWriter(OpenWriter(), OpenWriter),
                new ReaderPool(() => new RowReader(Connection.Open(place, writable: false, options.LockWait))));
        }
        catch
        {
            taken?.Dispose();
            throw;
        }

        RowWriter OpenWriter() => new(DatabaseSchema.OpenWriter(place, options));
    }

    /// <inheritdoc />
    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        RowRules.CheckGet(table, partition, key);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read((Table: Names[table], partition, key), static (reader, wanted) =>
            reader.Get(wanted.Table, wanted.partition, wanted.key)));
    }

    /// <inheritdoc />
    public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        RowRules.CheckQuery(table, range);
        cancellation.ThrowIfCancellationRequested();
        var from = continuation is null ? range.From ?? "" : Continuation.Read(continuation, range);

        // One more than wanted tells whether, and where, the next page begins.
        var rows = readers.Read((Table: Names[table], range, from), static (reader, wanted) =>
            reader.Query(wanted.Table, wanted.range.Partition, wanted.from, wanted.range.Before, wanted.range.Take + 1));
        if (rows.Count <= range.Take)
        {
            return Task.FromResult(new RowPage(rows, Continuation: null));
        }

        var next = rows[^1].Key;
        rows.RemoveAt(rows.Count - 1);
        return Task.FromResult(new RowPage(rows, Continuation.Before(next)));
    }

    /// <inheritdoc />
    public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        (await WriteInOrderAsync([new OrderedWrite(table, changes)], cancellation))[0];

    /// <summary>Makes several writes durable by one commit, so that they cost one wait.</summary>
    /// <inheritdoc />
    public Task<IReadOnlyList<WriteResult>> WriteInOrderAsync(IReadOnlyList<OrderedWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var encoded = new EncodedWrite[writes.Count];
        for (var index = 0; index < encoded.Length; index++)
        {
            RowRules.CheckWrite(writes[index].Table, writes[index].Changes);
            encoded[index] = IsOvertaken(writes, index) ? EncodedWrite.Overtaken : Encode(writes[index]);
        }

        return writer.WriteAsync(new PendingWrite(encoded, cancellation)).WaitAsync(cancellation);
    }

    /// <summary>Checks the whole file, which takes seconds where it is large.</summary>
    /// <returns>What is wrong with it; nothing where all is well.</returns>
    /// <exception cref="StorageException">It is so damaged that it can't even be checked.</exception>
    public Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation) =>
        Task.Run(() => readers.Read(0, static (reader, _) => reader.Check()), cancellation);

    /// <summary>Takes no more writes, makes those durable that were given, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        readers.Dispose();
        await Task.Run(writer.Dispose);
        folder?.Dispose();
    }

    /// <summary>
    /// True for an upsert of a row that a later write upserts again: as they become durable together, nobody would ever see the first. Work is created
    /// between two such touches of one row (<c>OpenWork.CreateAsync</c>), for stores that make them one after the other.
    /// </summary>
    private static bool IsOvertaken(IReadOnlyList<OrderedWrite> writes, int index)
    {
        if (writes[index] is not { Changes: [RowChange.Upsert upsert] } write)
        {
            return false;
        }

        for (var later = index + 1; later < writes.Count; later++)
        {
            if (writes[later].Table == write.Table && writes[later].Changes.Any(change => IsOfOneRow(change, upsert)))
            {
                return writes[later].Changes is [RowChange.Upsert];
            }
        }

        return false;
    }

    private static bool IsOfOneRow(RowChange one, RowChange other) => one.Key == other.Key && one.Partition == other.Partition;

    private static EncodedWrite Encode(OrderedWrite write)
    {
        var changes = new EncodedChange[write.Changes.Count];
        for (var index = 0; index < changes.Length; index++)
        {
            changes[index] = EncodedChange.Of(write.Changes[index]);
        }

        return new EncodedWrite(Names[write.Table], changes);
    }
}
