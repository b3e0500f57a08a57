using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    [Fact]
    public async Task Writes_in_order_may_be_of_several_tables_and_of_one_row_twice()
    {
        var results = await Tables.WriteInOrderAsync([Put("a", 1), new OrderedWrite(TableNames.Audit, [Upsert("b", 2)]), Put("a", 3)], Never);

        var tags = results.Select(result => Assert.IsType<WriteResult.Done>(result).Tags[0]).ToList();
        Assert.Equal(3, tags.Distinct().Count());
        var read = await GetAsync("a");
        Assert.Equal((3L, tags[2]), (read!.Number("N"), read.Tag));
        Assert.Equal(tags[1], (await Tables.GetAsync(TableNames.Audit, Partition, "b", Never))!.Tag);
    }

    [Fact]
    public async Task A_conflict_among_writes_in_order_is_its_own_result_and_stops_none_of_the_others()
    {
        await InsertAsync("there", ("N", 0L));

        var results = await Tables.WriteInOrderAsync(
            [Put("first", 1), new OrderedWrite(Table, [Upsert("beside", 2), new RowChange.Insert(RowOf("there", ("N", 2L)))]), Put("last", 3)], Never);

        Assert.Equal(new WriteResult.Conflict(1, WriteConflict.Exists), results[1]);
        string[] keys = ["first", "beside", "there", "last"];
        Assert.Equal([1L, null, 0L, 3L], await Task.WhenAll(keys.Select(async key => (await GetAsync(key))?.Number("N"))));
    }

    [Fact]
    public async Task Writes_in_order_on_one_row_each_meet_what_those_before_them_left()
    {
        var results = await Tables.WriteInOrderAsync(
            [
                Put("a", 1), new OrderedWrite(Table, [new RowChange.Insert(RowOf("a", ("N", 2L)))]), Put("a", 3),
                Put("b", 1), new OrderedWrite(Table, [new RowChange.Delete(Partition, "b")]),
                new OrderedWrite(Table, [new RowChange.Insert(RowOf("b", ("N", 2L)))]),
                Put("c", 1), new OrderedWrite(TableNames.Audit, [Upsert("c", 2)]), new OrderedWrite(Table, [Upsert("d", 1), Upsert("c", 3)]),
            ],
            Never);

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Exists), results[1]);
        Assert.All(results.Where((_, index) => index != 1), result => Assert.IsType<WriteResult.Done>(result));
        Assert.Equal([3L, 2L, 3L, 1L], await Task.WhenAll(new[] { "a", "b", "c", "d" }.Select(async key => (await GetAsync(key))?.Number("N"))));
    }

    private static RowChange.Upsert Upsert(string key, long number) => new(RowOf(key, ("N", number)));

    private static OrderedWrite Put(string key, long number) => new(Table, [Upsert(key, number)]);
}
