using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite.Codec;
using Convo.Functions.Storage.Sqlite.Engine;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>The writing connection with its statements. Used by the writer's thread only; after an error it is thrown away and made anew.</summary>
internal sealed class RowWriter : IDisposable
{
    // Reserved so far ahead that the reserving write is never felt; what a crash leaves unused is skipped.
    private const long TagsReservedAtOnce = 1_000_000;

    private const string Key = "part=?1 AND tbl=?2 AND rk=?3";
    private const string Insert = "INSERT INTO rows(part, tbl, rk, tag, body) VALUES(?1, ?2, ?3, ?4, ?5)";

    private readonly Connection connection;
    private readonly PartitionNumbers partitions;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement tagOf;
    private readonly Statement insert;
    private readonly Statement replace;
    private readonly Statement upsert;
    private readonly Statement delete;
    private readonly Statement reserve;
    private long nextTag;
    private long firstUnreservedTag;

    public RowWriter(Connection connection)
    {
        this.connection = connection;
        begin = connection.Prepare("BEGIN IMMEDIATE");
        commit = connection.Prepare("COMMIT");
        rollback = connection.Prepare("ROLLBACK");
        partitions = new PartitionNumbers(connection);
        tagOf = connection.Prepare($"SELECT tag FROM rows WHERE {Key}");
        insert = connection.Prepare($"{Insert} ON CONFLICT DO NOTHING");
        replace = connection.Prepare($"UPDATE rows SET tag=?4, body=?5 WHERE {Key}");
        upsert = connection.Prepare($"{Insert} ON CONFLICT(part, tbl, rk) DO UPDATE SET tag=excluded.tag, body=excluded.body");
        delete = connection.Prepare($"DELETE FROM rows WHERE {Key}");
        reserve = connection.Prepare("UPDATE counters SET value=value+?1 WHERE name='tags' RETURNING value");
    }

    /// <summary>Makes all writes of a group durable together. A conflict is the result of its own write and leaves the others be.</summary>
    /// <exception cref="StorageException">None of them was made, unless it says that they may have been.</exception>
    public void WriteGroup(List<PendingWrite> group)
    {
        ReserveTags(group);
        begin.Run();
        try
        {
            foreach (var write in group)
            {
                write.Results = Apply(write.Parts);
            }
        }
        catch
        {
            RollBack();
            throw;
        }

        Commit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[begin, commit, rollback, tagOf, insert, replace, upsert, delete, reserve])
        {
            statement.Dispose();
        }

        partitions.Dispose();
        connection.Dispose();
    }

    private void Commit()
    {
        try
        {
            commit.Run();
        }
        catch (StorageException error)
        {
            RollBack();
            // The frames may have reached the log before the error: after a power cut they would count.
            throw new StorageException(error.Message, mayHaveHappened: true, error);
        }
    }

    private void RollBack()
    {
        if (!connection.InTransaction)
        {
            return; // SQLite rolls back by itself on some errors.
        }

        try
        {
            rollback.Run();
        }
        catch (StorageException)
        {
            // The connection is thrown away now, which rolls back as well.
        }
    }

    private void ReserveTags(List<PendingWrite> group)
    {
        var needed = 0;
        foreach (var write in group)
        {
            foreach (var part in write.Parts)
            {
                needed += part.Tags;
            }
        }

        if (nextTag + needed <= firstUnreservedTag)
        {
            return;
        }

        // Its own transaction: were it part of the group's, a rollback would let the same tags be given again after a restart.
        try
        {
            reserve.Bind(1, Math.Max(needed, TagsReservedAtOnce));
            reserve.Step();
            firstUnreservedTag = reserve.Number(0) + 1;
            reserve.Step();
        }
        finally
        {
            reserve.Reset();
        }

        nextTag = firstUnreservedTag - Math.Max(needed, TagsReservedAtOnce);
    }

    private WriteResult[] Apply(IReadOnlyList<EncodedWrite> writes)
    {
        var results = new WriteResult[writes.Count];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = Apply(writes[index]);
        }

        return results;
    }

    private WriteResult Apply(EncodedWrite write)
    {
        // One statement is all or nothing by itself; only a batch must know beforehand that all its changes fit. No key comes twice in it.
        for (var index = 0; index < write.Changes.Length; index++)
        {
            if (ConflictOf(write.Table, write.Changes[index], alone: write.Changes.Length == 1) is { } conflict)
            {
                return new WriteResult.Conflict(index, conflict);
            }
        }

        if (write.IsOvertaken)
        {
            return new WriteResult.Done([RowTag.Format(nextTag++)]);
        }

        var tags = new string?[write.Changes.Length];
        for (var index = 0; index < tags.Length; index++)
        {
            var change = write.Changes[index];
            var tag = nextTag++;
            if (Make(write.Table, change, tag) == 0)
            {
                return new WriteResult.Conflict(index, change.Kind is ChangeKind.Insert ? WriteConflict.Exists : WriteConflict.Missing);
            }

            tags[index] = change.Kind is ChangeKind.Delete ? null : RowTag.Format(tag);
        }

        return new WriteResult.Done(tags);
    }

    private WriteConflict? ConflictOf(byte[] table, EncodedChange change, bool alone)
    {
        // A lone insert, upsert or delete of any version says itself whether it changed something.
        if (change.Kind is ChangeKind.Upsert || (alone && change.IfTag is null))
        {
            return null;
        }

        var found = TagOf(table, change);
        return change.Kind switch
        {
            ChangeKind.Insert => found is null ? null : WriteConflict.Exists,
            _ when found is null => WriteConflict.Missing,
            _ when change.IfTag is { } wanted && wanted != found => WriteConflict.Changed,
            _ => null,
        };
    }

    private long? TagOf(byte[] table, EncodedChange change)
    {
        if (partitions.Find(change.Partition) is not { } partition)
        {
            return null;
        }

        try
        {
            BindKey(tagOf, partition, table, change);
            return tagOf.Step() ? tagOf.Number(0) : null;
        }
        finally
        {
            tagOf.Reset();
        }
    }

    private int Make(byte[] table, EncodedChange change, long tag)
    {
        var statement = change.Kind switch
        {
            ChangeKind.Insert => insert,
            ChangeKind.Replace => replace,
            ChangeKind.Upsert => upsert,
            _ => delete,
        };
        var adds = change.Kind is ChangeKind.Insert or ChangeKind.Upsert;
        if ((adds ? partitions.FindOrAdd(change.Partition) : partitions.Find(change.Partition)) is not { } partition)
        {
            return 0;
        }

        BindKey(statement, partition, table, change);
        if (change.Kind is not ChangeKind.Delete)
        {
            statement.Bind(4, tag);
            statement.Bind(5, change.Body);
        }

        statement.Run();
        return connection.Changes();
    }

    private static void BindKey(Statement statement, long partition, byte[] table, EncodedChange change)
    {
        statement.Bind(1, partition);
        statement.BindText(2, table);
        statement.Bind(3, change.Key);
    }
}
