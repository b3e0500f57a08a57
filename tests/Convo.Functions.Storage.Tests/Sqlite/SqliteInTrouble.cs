using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;
using Convo.Functions.Storage.Sqlite.Engine;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>Locks, full disks and damage are told as what they are, and the next write works once they are over.</summary>
public sealed class SqliteInTrouble : SqliteTest
{
    [Fact]
    public async Task A_lock_that_something_else_holds_fails_writes_as_not_made_and_they_work_again_after()
    {
        await using var store = Open();
        await PutAsync(store, "a", 1);
        using (HoldLock())
        {
            var error = await Assert.ThrowsAsync<StorageException>(() => PutAsync(store, "a", 2));
            Assert.False(error.MayHaveHappened);
            Assert.Contains("lock", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, await NumberAsync(store, "a"));
        }

        await PutAsync(store, "a", 3);
        Assert.Equal(3, await NumberAsync(store, "a"));
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_whole_and_the_next_that_fits_works()
    {
        await using var store = Open(largestFile: 256 * 1024);
        await PutAsync(store, "small", 1);
        List<string> big = [];
        StorageException? full = null;
        while (full is null && big.Count < 100)
        {
            var key = $"big{big.Count:000}";
            full = await FillAsync(store, key);
            big.Add(key);
        }

        Assert.NotNull(full);
        Assert.False(full.MayHaveHappened);
        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        Assert.Null(await store.GetAsync(Table, "p", big[^1], Never));
        Assert.Equal(1, await NumberAsync(store, "small"));

        await store.WriteAsync(Table, [new RowChange.Delete("p", big[0])], Never);
        Assert.Null(await FillAsync(store, big[^1]));
        Assert.Empty(await store.IntegrityAsync(Never));
    }

    [Fact]
    public async Task A_partition_that_began_in_a_write_that_failed_begins_anew_with_the_next()
    {
        await using (var store = Open(largestFile: 128 * 1024))
        {
            var large = new byte[60_000];
            var largest = new Row("new", "big", new Dictionary<string, RowValue> { ["a"] = large, ["b"] = large, ["c"] = large });
            await Assert.ThrowsAsync<StorageException>(() => store.WriteAsync(Table, [new RowChange.Insert(largest)], Never));
            await store.WriteAsync(Table, [new RowChange.Insert(new Row("other", "a", new Dictionary<string, RowValue>()))], Never);
            await store.WriteAsync(Table, [new RowChange.Insert(new Row("new", "b", new Dictionary<string, RowValue>()))], Never);
        }

        await using var again = Open();
        Assert.NotNull(await again.GetAsync(Table, "new", "b", Never));
        Assert.Null(await again.GetAsync(Table, "new", "a", Never));
        Assert.NotNull(await again.GetAsync(Table, "other", "a", Never));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_to_be_none()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Database)!);
        await File.WriteAllTextAsync(Folder.Database, string.Concat(Enumerable.Repeat("this is not a database ", 400)));

        var error = Assert.Throws<StorageException>(() => Open());

        Assert.Contains("not a database", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("this is not", await File.ReadAllTextAsync(Folder.Database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_pages_are_found_by_the_check_and_never_read_as_rows()
    {
        await using (var store = Open())
        {
            for (var index = 0; index < 40; index++)
            {
                Assert.Null(await FillAsync(store, $"k{index:00}"));
            }
        }

        await using (var file = new FileStream(Folder.Database, FileMode.Open))
        {
            for (var page = 3; page < file.Length / 4096; page++)
            {
                file.Seek(page * 4096, SeekOrigin.Begin);
                file.Write(new byte[64]);
            }
        }

        await using var damaged = Open();
        var error = await Assert.ThrowsAsync<StorageException>(() => damaged.QueryAsync(Table, new RowRange("p"), continuation: null, Never));
        Assert.False(error.MayHaveHappened);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await damaged.IntegrityAsync(Never));
    }

    [Fact]
    public async Task A_body_that_is_not_ours_is_refused_and_its_neighbours_are_read()
    {
        await using (var store = Open())
        {
            await PutAsync(store, "a", 1);
            await PutAsync(store, "b", 2);
        }

        using (var connection = Connection.Open(DatabasePlace.Of(Folder.Database), writable: true, TimeSpan.Zero))
        {
            connection.Run("UPDATE rows SET body=x'63' WHERE rk=CAST('a' AS BLOB)");
        }

        await using var again = Open();
        await Assert.ThrowsAsync<StorageException>(() => NumberAsync(again, "a"));
        Assert.Equal(2, await NumberAsync(again, "b"));
    }

    [Fact]
    public async Task A_write_whose_caller_went_away_while_it_waited_is_not_made()
    {
        await using var store = Open();
        using var gone = new CancellationTokenSource();
        Task<WriteResult> abandoned;
        using (HoldLock())
        {
            // The first keeps the writer busy with the lock; the second waits behind it.
            var first = store.WriteAsync(Table, [Insert("first", 1)], Never);
            abandoned = store.WriteAsync(Table, [Insert("abandoned", 1)], gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
            await Assert.ThrowsAsync<StorageException>(() => first);
        }

        await PutAsync(store, "after", 1);
        Assert.Null(await NumberAsync(store, "abandoned"));
    }

    [Fact]
    public async Task Writes_that_wait_together_are_committed_together()
    {
        await using var store = Open(lockWait: TimeSpan.FromSeconds(30));
        await PutAsync(store, "a", 0);
        var before = store.Commits;
        List<Task<string>> writes;
        using (HoldLock())
        {
            // The first of them waits for the lock on the writer's thread, and the others behind it.
            writes = [.. Enumerable.Range(0, 64).Select(index => PutAsync(store, $"k{index}", index))];
        }

        await Task.WhenAll(writes);
        Assert.InRange(store.Commits - before, 1, 3);
    }

    [Fact]
    public async Task Writes_in_order_take_one_commit()
    {
        await using var store = Open();
        await PutAsync(store, "a", 0);
        var before = store.Commits;

        await store.WriteInOrderAsync(
            [.. Enumerable.Range(0, 5).Select(index => new OrderedWrite(TableNames.Meetings, [Insert($"k{index}", index)]))], Never);

        Assert.Equal(1, store.Commits - before);
    }

    [Fact]
    public async Task Closing_makes_durable_what_was_given_and_takes_no_more()
    {
        var store = Open();
        var writes = Enumerable.Range(0, 100).Select(index => PutAsync(store, $"k{index:000}", index)).ToList();

        await store.DisposeAsync();

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "late", 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => NumberAsync(store, "k000"));
        await store.DisposeAsync();
        await using var again = Open();
        Assert.Equal(100, (await again.QueryAsync(Table, new RowRange("p"), continuation: null, Never)).Rows.Count);
    }

    [Fact]
    public async Task A_range_never_shows_half_a_batch()
    {
        await using var store = Open();
        await store.WriteAsync(Table, [Insert("a", 0), Insert("b", 0)], Never);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var round = 1; round <= 200; round++)
            {
                await store.WriteAsync(Table, [new RowChange.Upsert(RowOf("a", round)), new RowChange.Upsert(RowOf("b", round))], Never);
            }

            await done.CancelAsync();
        });

        while (!done.IsCancellationRequested)
        {
            var rows = (await store.QueryAsync(Table, new RowRange("p"), continuation: null, Never)).Rows;
            Assert.Equal(rows[0].Number("N"), rows[1].Number("N"));
        }

        await writing;
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("k1.***")]
    [InlineData("k1.gA==")]
    [InlineData("k1.YQ==")]
    public async Task A_continuation_of_another_kind_or_range_is_refused(string continuation)
    {
        await using var store = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => store.QueryAsync(Table, new RowRange("p", From: "b"), continuation, Never));
    }

    [Fact]
    public async Task What_was_removed_is_gone_from_the_file_too()
    {
        var secret = "what was said in the meeting"u8.ToArray();
        await using (var store = Open())
        {
            var row = new Row("p", "content", new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["B"] = secret });
            await store.WriteAsync(Table, [new RowChange.Insert(row)], Never);
            await PutAsync(store, "other", 1);
        }

        Assert.True((await File.ReadAllBytesAsync(Folder.Database)).AsSpan().IndexOf(secret) >= 0, "the test must be able to find it");
        await using (var store = Open())
        {
            await store.WriteAsync(Table, [new RowChange.Delete("p", "content")], Never);
        }

        Assert.Equal(-1, (await File.ReadAllBytesAsync(Folder.Database)).AsSpan().IndexOf(secret));
    }

    private static async Task<StorageException?> FillAsync(SqliteTables store, string key)
    {
        var row = new Row("p", key, new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["B"] = new byte[30_000] });
        try
        {
            await store.WriteAsync(Table, [new RowChange.Upsert(row)], Never);
            return null;
        }
        catch (StorageException error)
        {
            return error;
        }
    }

    private Connection HoldLock()
    {
        var connection = Connection.Open(DatabasePlace.Of(Folder.Database), writable: true, TimeSpan.FromSeconds(5));
        connection.Run("BEGIN IMMEDIATE");
        return connection;
    }
}
