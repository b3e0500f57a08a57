using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;
using Convo.Functions.Storage.Sqlite.Engine;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>What is answered is kept: over a clean end, a kill, and a log that a power cut has torn.</summary>
public sealed class SqliteReopening : SqliteTest
{
    [Fact]
    public async Task All_is_still_there_after_a_clean_end()
    {
        await using (var store = Open())
        {
            await PutAsync(store, "a", 1);
            await PutAsync(store, "b", 2);
        }

        Assert.False(File.Exists(Folder.Database + "-wal"), "a clean end leaves no log");
        await using var again = Open();
        Assert.Equal(1, await NumberAsync(again, "a"));
        Assert.Equal(2, await NumberAsync(again, "b"));
    }

    [Fact]
    public async Task All_that_was_answered_is_there_after_a_kill()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(index => PutAsync(store, $"k{index:000}", index)));

        await using var copy = SqliteTables.Open(new SqliteOptions { Path = CopyAsKilled() });

        var rows = (await copy.QueryAsync(Table, new RowRange("p"), continuation: null, Never)).Rows;
        Assert.Equal(Enumerable.Range(0, 200).Select(index => (long?)index), rows.Select(row => row.Number("N")));
        Assert.Empty(await copy.IntegrityAsync(Never));
    }

    [Fact]
    public async Task A_log_torn_anywhere_gives_whole_batches_up_to_the_tear()
    {
        const int Batches = 12;
        await using var store = Open();
        for (var batch = 0; batch < Batches; batch++)
        {
            await store.WriteAsync(Table, [Insert($"a{batch:00}", batch), Insert($"b{batch:00}", batch)], Never);
        }

        var whole = new FileInfo(Folder.Database + "-wal").Length;
        var most = 0;
        for (var length = whole; length >= 0; length -= 1777)
        {
            var path = CopyAsKilled(log => log.SetLength(length));
            most = Math.Max(most, await WholeBatchesAsync(path));
        }

        Assert.Equal(Batches, most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Garbage_at_the_end_of_the_log_is_not_read(int seed)
    {
        await using var store = Open();
        await PutAsync(store, "a", 1);

        var path = CopyAsKilled(log =>
        {
            log.Seek(0, SeekOrigin.End);
            log.Write([.. Enumerable.Range(0, 20_000).Select(index => (byte)(index * seed * 7))]);
        });

        await using var copy = SqliteTables.Open(new SqliteOptions { Path = path });
        Assert.Equal(1, await NumberAsync(copy, "a"));
    }

    [Fact]
    public async Task Tags_are_never_given_again_after_a_clean_end_or_a_kill()
    {
        HashSet<string> tags = [];
        await using (var store = Open())
        {
            for (var round = 0; round < 10; round++)
            {
                Assert.True(tags.Add(await PutAsync(store, "a", round)));
            }

            var killed = CopyAsKilled();
            await using var copy = SqliteTables.Open(new SqliteOptions { Path = killed });
            Assert.DoesNotContain(await PutAsync(copy, "a", 1), tags);
        }

        await using var again = Open();
        Assert.True(tags.Add(await PutAsync(again, "a", 1)));
    }

    [Fact]
    public async Task A_second_opening_is_told_that_the_data_folder_is_in_use()
    {
        await using (Open())
        {
            var error = Assert.Throws<StorageException>(() => Open());
            Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
            Assert.Contains(Path.GetDirectoryName(Folder.Database)!, error.Message, StringComparison.Ordinal);
        }

        await using var again = Open();
        await PutAsync(again, "a", 1);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone()
    {
        await using (var store = Open())
        {
            await PutAsync(store, "a", 1);
        }

        using (var connection = Connection.Open(DatabasePlace.Of(Folder.Database), writable: true, TimeSpan.Zero))
        {
            connection.Run("PRAGMA user_version=2");
        }

        Assert.Contains("newer version", Assert.Throws<StorageException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Contains("newer version", Assert.Throws<StorageException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        Assert.False(Directory.Exists(Path.GetDirectoryName(Folder.Database)));
        await using var store = Open();
        Assert.True(File.Exists(Folder.Database));
    }

    [Fact]
    public void A_folder_that_can_not_be_is_named()
    {
        File.WriteAllText(Path.Combine(Folder.Root, "data"), "a file in the way");
        Assert.Contains("can't be made", Assert.Throws<StorageException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private static async Task<int> WholeBatchesAsync(string path)
    {
        await using var copy = SqliteTables.Open(new SqliteOptions { Path = path });
        var keys = (await copy.QueryAsync(Table, new RowRange("p"), continuation: null, Never)).Rows.Select(row => row.Key).ToList();
        var batches = keys.Count / 2;
        var expected = Enumerable.Range(0, batches).Select(batch => $"a{batch:00}").Concat(Enumerable.Range(0, batches).Select(batch => $"b{batch:00}"));
        Assert.Equal(expected, keys);
        Assert.Empty(await copy.IntegrityAsync(Never));
        return batches;
    }
}
