using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Storage.Tests.Stores;

public sealed class SplittingTablesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Pages_split_at_each_position_with_empty_ones_between_make_up_the_range(int position)
    {
        var inner = new MemoryTables();
        var keys = new[] { "a", "b", "c", "d", "e" };
        await inner.WriteAsync(TableNames.Open, [.. keys.Select(key => new RowChange.Insert(new Row("p", key, new Dictionary<string, RowValue>())))], default);
        var split = new SplittingTables(inner, [position, 0, 1000]);

        List<int> sizes = [];
        List<string> read = [];
        string? continuation = null;
        do
        {
            var page = await split.QueryAsync(TableNames.Open, new RowRange("p"), continuation, default);
            sizes.Add(page.Rows.Count);
            read.AddRange(page.Rows.Select(row => row.Key));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(keys, read);
        Assert.Equal(position is 5 ? [5] : [position, 0, 5 - position], sizes);
    }
}
