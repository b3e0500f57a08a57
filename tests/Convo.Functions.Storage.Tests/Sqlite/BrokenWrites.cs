using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;
using Convo.Functions.Storage.Sqlite.Engine;
using Convo.Functions.Storage.Sqlite.Writing;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>An error that nobody foresaw fails its own group: the writer's thread lives on, and no caller waits for ever.</summary>
public sealed class BrokenWrites : SqliteTest
{
    private static readonly byte[] Meetings = "meetings"u8.ToArray();

    [Fact]
    public async Task A_write_that_breaks_the_writer_fails_and_the_next_is_made()
    {
        using var writer = Writer();

        var error = await Assert.ThrowsAsync<StorageException>(() => writer.WriteAsync(new PendingWrite([new EncodedWrite(Meetings, Changes: null!)], Never)));

        Assert.True(error.MayHaveHappened);
        Assert.IsType<NullReferenceException>(error.InnerException);
        Assert.IsType<WriteResult.Done>(Assert.Single(await writer.WriteAsync(Write("a"))));
    }

    [Fact]
    public async Task A_write_without_a_result_is_told_as_one_that_may_have_happened()
    {
        var write = Write("a");
        write.Complete();

        Assert.True((await Assert.ThrowsAsync<StorageException>(() => write.Task)).MayHaveHappened);
    }

    private static PendingWrite Write(string key) => new([new EncodedWrite(Meetings, [EncodedChange.Of(Insert(key, 1))])], Never);

    private GroupWriter Writer()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Database)!);
        var place = DatabasePlace.Of(Folder.Database);
        return new GroupWriter(Make(), Make);

        RowWriter Make() => new(DatabaseSchema.OpenWriter(place, new SqliteOptions { Path = Folder.Database }));
    }
}
