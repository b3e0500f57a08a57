using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    [Fact]
    public async Task A_batch_makes_all_its_changes_and_gives_their_tags_in_order()
    {
        var replaced = await InsertAsync("replaced", ("N", 1L));
        await InsertAsync("upserted", ("N", 1L));
        await InsertAsync("removed");

        var result = Assert.IsType<WriteResult.Done>(await WriteAsync(
            new RowChange.Upsert(RowOf("upserted", ("N", 2L))),
            new RowChange.Delete(Partition, "removed"),
            new RowChange.Insert(RowOf("inserted", ("N", 2L))),
            new RowChange.Replace(RowOf("replaced", ("N", 2L)), replaced!)));

        var rows = await AllAsync(new RowRange(Partition));
        Assert.Equal(["inserted", "replaced", "upserted"], rows.Select(row => row.Key));
        Assert.All(rows, row => Assert.Equal(2L, row.Number("N")));
        Assert.Equal([rows[2].Tag, null, rows[0].Tag, rows[1].Tag], result.Tags);
        Assert.Equal(3, rows.Select(row => row.Tag).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(99)]
    public async Task A_conflict_anywhere_in_a_batch_is_named_by_its_place_and_nothing_is_written(int place)
    {
        await InsertAsync("there", ("N", 1L));
        foreach (var (change, reason) in Conflicting())
        {
            var changes = Enumerable.Range(0, 100).Select(RowChange (index) => new RowChange.Upsert(RowOf($"k{index:000}"))).ToArray();
            changes[place] = change;

            await AssertConflictAsync(reason, place, changes);

            Assert.Equal(["there"], await KeysAsync(new RowRange(Partition)));
            Assert.Equal(1L, (await GetAsync("there"))!.Number("N"));
        }
    }

    [Fact]
    public async Task Of_several_conflicts_the_first_is_named()
    {
        await InsertAsync("there");

        await AssertConflictAsync(
            WriteConflict.Missing,
            1,
            new RowChange.Upsert(RowOf("new")),
            new RowChange.Delete(Partition, "absent"),
            new RowChange.Insert(RowOf("there")),
            new RowChange.Replace(RowOf("absent2"), "7"));
    }

    [Fact]
    public async Task A_batch_of_a_hundred_goes_through()
    {
        var result = await WriteAsync([.. Enumerable.Range(0, 100).Select(index => new RowChange.Insert(RowOf($"k{index:000}", ("N", (long)index))))]);

        Assert.Equal(100, Assert.IsType<WriteResult.Done>(result).Tags.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enumerable.Range(0, 100).Select(index => (long?)index), (await AllAsync(new RowRange(Partition))).Select(row => row.Number("N")));
    }

    [Fact]
    public async Task A_batch_of_none_or_of_more_than_a_hundred_is_refused()
    {
        await AssertRefusedAsync();
        await AssertRefusedAsync([.. Enumerable.Range(0, 101).Select(index => new RowChange.Insert(RowOf($"k{index}")))]);
        Assert.Empty(await AllAsync(new RowRange(Partition)));
    }

    [Fact]
    public async Task A_batch_over_two_partitions_is_refused()
    {
        await AssertRefusedAsync(new RowChange.Insert(RowIn("p", "a")), new RowChange.Insert(RowIn("q", "b")));
        Assert.Empty(await AllAsync(new RowRange("p")));
    }

    [Fact]
    public async Task A_batch_that_changes_a_row_twice_is_refused()
    {
        await AssertRefusedAsync(new RowChange.Insert(RowOf("a")), new RowChange.Delete(Partition, "a"));
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task A_batch_may_be_almost_4_MiB_on_the_wire_and_not_more()
    {
        // 16 values of 48 KiB of bytes are 1 MiB in base64.
        static RowChange Of(string key, RowValue value) => new RowChange.Upsert(RowOf(key, [.. Enumerable.Range(0, 15).Select(n => ($"V{n}", value))]));
        static RowChange Quarter(int index) => Of($"k{index}", Pattern(48 * 1024));
        var batch = Enumerable.Range(0, 4).Select(Quarter).ToArray();
        var room = RowRules.LargestBatch - batch.Sum(RowSize.OnWire);
        Assert.InRange(room, 64 * 1024, 512 * 1024);

        Assert.IsType<WriteResult.Done>(await WriteAsync(batch));
        Assert.Equal(4, (await AllAsync(new RowRange(Partition))).Count);
        await AssertRefusedAsync([.. batch, Of("more", new string('x', room / 14))]);
    }

    [Fact]
    public async Task A_refused_change_makes_its_whole_batch_refused()
    {
        await AssertRefusedAsync(new RowChange.Insert(RowOf("a")), new RowChange.Insert(RowOf("b/c")));
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task A_batch_that_went_wrong_does_not_spoil_the_next()
    {
        await InsertAsync("there");
        await AssertConflictAsync(WriteConflict.Exists, 1, new RowChange.Insert(RowOf("a", ("N", 1L))), new RowChange.Insert(RowOf("there")));

        Assert.IsType<WriteResult.Done>(await WriteAsync(new RowChange.Insert(RowOf("a", ("N", 2L))), new RowChange.Insert(RowOf("b"))));

        RowAssert.Same(RowOf("a", ("N", 2L)), await GetAsync("a"));
    }

    protected static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index * 31))];

    private static IEnumerable<(RowChange Change, WriteConflict Reason)> Conflicting() =>
    [
        (new RowChange.Insert(RowOf("there")), WriteConflict.Exists),
        (new RowChange.Replace(RowOf("there"), "123456789"), WriteConflict.Changed),
        (new RowChange.Replace(RowOf("absent"), "1"), WriteConflict.Missing),
        (new RowChange.Delete(Partition, "there", "123456789"), WriteConflict.Changed),
        (new RowChange.Delete(Partition, "absent", "1"), WriteConflict.Missing),
        (new RowChange.Delete(Partition, "absent"), WriteConflict.Missing),
    ];
}
