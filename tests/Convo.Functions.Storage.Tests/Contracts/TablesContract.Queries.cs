using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    // Around every place where the order of UTF-16 units, of code points and of UTF-8 differ.
    private static readonly string[] Letters =
    [
        " ", "-", "0", "A", "Z", "_", "a", "z", "|", "~", "\u00A0", "ä",
        "\u07FF", "\u0800", "\uD7FF", "\U00010000", "😀", "\U0010FFFF", "\uE000", "\uFFFD", "\uFFFF",
    ];

    [Fact]
    public async Task An_empty_partition_has_no_rows() => Assert.Empty(await AllAsync(new RowRange("empty")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rows_come_in_ordinal_order_of_their_keys(int seed)
    {
        var keys = RandomKeys(seed, 300);
        await InsertAllAsync(keys);

        var read = await KeysAsync(new RowRange(Partition, Take: 37));

        Assert.Equal(keys.Order(StringComparer.Ordinal), read);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Any_bounds_cut_as_ordinal_comparison_does(int seed)
    {
        var keys = RandomKeys(seed, 60);
        await InsertAllAsync(keys);
        foreach (var (from, before) in RandomKeys(seed + 100, 40).Zip(RandomKeys(seed + 200, 40)))
        {
            var expected = keys.Where(key => string.CompareOrdinal(key, from) >= 0 && string.CompareOrdinal(key, before) < 0).Order(StringComparer.Ordinal);
            Assert.Equal(expected, await KeysAsync(new RowRange(Partition, from, before, Take: 7)));
        }
    }

    [Fact]
    public async Task From_belongs_to_the_range_and_before_does_not()
    {
        await InsertAllAsync(["a", "b", "c", "d"]);

        Assert.Equal(["b", "c"], await KeysAsync(new RowRange(Partition, "b", "d")));
        Assert.Equal(["b", "c", "d"], await KeysAsync(new RowRange(Partition, From: "b")));
        Assert.Equal(["a", "b"], await KeysAsync(new RowRange(Partition, Before: "c")));
        Assert.Empty(await KeysAsync(new RowRange(Partition, "c", "c")));
        Assert.Empty(await KeysAsync(new RowRange(Partition, "d", "a")));
        Assert.Equal(["a"], await KeysAsync(new RowRange(Partition, "", "a\0")));
    }

    [Fact]
    public async Task A_prefix_finds_all_that_start_with_it_and_nothing_else()
    {
        await InsertAllAsync(["d", "d|", "d|a", "d|😀", "d|\uFFFF", "d}", "e|a", "D|a"]);

        Assert.Equal(["d|", "d|a", "d|😀", "d|\uFFFF"], await KeysAsync(RowRange.Prefix(Partition, "d|")));
        Assert.Equal(["d|😀"], await KeysAsync(RowRange.Prefix(Partition, "d|😀")));
    }

    [Fact]
    public async Task A_range_sees_its_own_partition_only()
    {
        foreach (var partition in new[] { "o", "p", "p!", "pp", "q" })
        {
            await MakeAsync(new RowChange.Insert(RowIn(partition, "k" + partition)));
        }

        Assert.Equal(["kp"], await KeysAsync(new RowRange("p")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_make_up_the_whole_range_without_gap_or_double(int take)
    {
        var keys = Enumerable.Range(0, 10).Select(index => $"k{index}").ToArray();
        await InsertAllAsync(keys);

        Assert.Equal(keys, await KeysAsync(new RowRange(Partition, Take: take)));
        Assert.Equal(keys[2..7], await KeysAsync(new RowRange(Partition, "k2", "k7", take)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_page_takes_1_to_1000_rows(int take) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Tables.QueryAsync(Table, new RowRange(Partition, Take: take), continuation: null, Never));

    [Fact]
    public async Task A_partition_of_more_than_1000_rows_is_read_whole()
    {
        var keys = Enumerable.Range(0, 1205).Select(index => $"k{index:0000}").ToArray();
        await InsertAllAsync(keys);

        Assert.Equal(keys, await KeysAsync(new RowRange(Partition)));
    }

    [Fact]
    public async Task Rows_of_a_page_carry_their_values_and_tags()
    {
        var tag = await InsertAsync("a", ("N", 5L));

        var row = Assert.Single(await AllAsync(new RowRange(Partition)));

        Assert.Equal((5L, tag, Partition), (row.Number("N"), row.Tag, row.Partition));
    }

    [Fact]
    public async Task What_is_added_and_removed_between_pages_does_not_disturb_the_rest()
    {
        await InsertAllAsync(["b", "d", "f", "h"]);
        var range = new RowRange(Partition, Take: 1);
        List<string> seen = [];
        string? continuation = null;
        do
        {
            var page = await Tables.QueryAsync(Table, range, continuation, Never);
            seen.AddRange(page.Rows.Select(row => row.Key));
            continuation = page.Continuation;
            if (seen is ["b"] && page.Rows.Count > 0)
            {
                // Behind the place, at the place and before it.
                await WriteAsync(new RowChange.Insert(RowOf("a")), new RowChange.Delete(Partition, "d"), new RowChange.Insert(RowOf("g")));
            }
        }
        while (continuation is not null);

        Assert.Equal(["b", "f", "g", "h"], seen);
    }

    [Fact]
    public async Task A_continuation_can_be_used_again()
    {
        await InsertAllAsync(["a", "b", "c"]);
        var range = new RowRange(Partition, Take: 1);
        var first = await Tables.QueryAsync(Table, range, continuation: null, Never);

        var once = await AllAsync(range, from: first.Continuation);
        var again = await AllAsync(range, from: first.Continuation);

        Assert.Equal(["a", "b", "c"], first.Rows.Concat(once).Select(row => row.Key));
        Assert.Equal(once.Select(row => row.Key), again.Select(row => row.Key));
    }

    private static string[] RandomKeys(int seed, int count)
    {
#pragma warning disable CA5394, RS0030 // The seed is the test's argument, so a failing run can be repeated.
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, count)
            .Select(_ => string.Concat(Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Letters[dice.Next(Letters.Length)])))
            .Distinct(StringComparer.Ordinal)];
#pragma warning restore CA5394, RS0030
    }

    private async Task InsertAllAsync(string[] keys)
    {
        foreach (var chunk in keys.Chunk(100))
        {
            Assert.IsType<WriteResult.Done>(await WriteAsync([.. chunk.Select(key => new RowChange.Insert(RowOf(key)))]));
        }
    }
}
