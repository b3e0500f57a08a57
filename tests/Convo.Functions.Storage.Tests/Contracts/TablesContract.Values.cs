using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "plain", "Käse & \"Brot\"\\\r\n\t", "\0 in the middle \u0001", "😀 👩‍👩‍👧", "שלום \u202E left", "\uFFFE\uFFFF\uE000\uD7FF",
        "<!channel>", "'; DROP TABLE rows; --",
    ];

    public static TheoryData<string, bool> Keys => new()
    {
        { "a", true }, { new string('k', 512), true }, { "ä😀שלום", true }, { "e|0123abcd", true }, { "a b", true }, { "%2F", true }, { "'; --", true },
        { "\u202Ertl", true }, { "z\u200Dj", true }, { "..", true }, { "\uFFFF", true }, { "\u00A0", true }, { "~", true },
        { "", false }, { new string('k', 513), false }, { "a/b", false }, { "a\\b", false }, { "a#b", false }, { "a?b", false }, { "a\0", false },
        { "\u001F", false }, { "\t", false }, { "\u007F", false }, { "\u0085", false }, { "\u009F", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_comes_back_to_the_letter(string text)
    {
        await InsertAsync("a", ("T", text));
        Assert.Equal(text, (await GetAsync("a"))!.Text("T"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(-65)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task A_number_comes_back(long number)
    {
        await InsertAsync("a", ("N", number));
        Assert.Equal(number, (await GetAsync("a"))!.Number("N"));
    }

    [Fact]
    public async Task A_moment_comes_back_in_utc_to_100_nanoseconds()
    {
        var local = new DateTimeOffset(2026, 11, 22, 5, 6, 7, TimeSpan.FromHours(-3.5)).AddTicks(1_234_567);
        await InsertAsync("a", ("Local", local), ("First", RowRules.EarliestTime), ("Last", DateTimeOffset.MaxValue));

        var read = await GetAsync("a");

        Assert.Equal(local.UtcTicks, read!.Time("Local")!.Value.Ticks);
        Assert.Equal(TimeSpan.Zero, read.Time("Local")!.Value.Offset);
        Assert.Equal(RowRules.EarliestTime, read.Time("First"));
        Assert.Equal(DateTimeOffset.MaxValue.UtcTicks, read.Time("Last")!.Value.Ticks);
    }

    [Fact]
    public async Task A_moment_before_1601_is_refused() =>
        await AssertRefusedAsync(new RowChange.Insert(RowOf("a", ("T", RowRules.EarliestTime.AddTicks(-1)))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(64 * 1024)]
    public async Task Bytes_come_back(int length)
    {
        await InsertAsync("a", ("B", Pattern(length)));
        Assert.Equal(Pattern(length), (await GetAsync("a"))!.Bytes("B")!.Value.ToArray());
    }

    [Fact]
    public async Task Kinds_stay_apart_where_they_look_alike()
    {
        var row = RowOf("a", ("T", "1"), ("N", 1L), ("F", true), ("G", false), ("B", new byte[] { 1 }), ("TT", "true"), ("E", ""), ("EB", Array.Empty<byte>()));
        await MakeAsync(new RowChange.Insert(row));
        RowAssert.Same(row, await GetAsync("a"));
    }

    [Fact]
    public async Task A_row_may_have_no_values_at_all()
    {
        await InsertAsync("a");
        Assert.Empty((await GetAsync("a"))!.Values);
    }

    [Fact]
    public async Task A_row_holds_252_values_and_not_more()
    {
        static Row Wide(int values) => RowOf("a", [.. Enumerable.Range(0, values).Select(index => ($"V{index}", (RowValue)(long)index))]);
        await AssertRefusedAsync(new RowChange.Insert(Wide(253)));
        await MakeAsync(new RowChange.Insert(Wide(252)));
        RowAssert.Same(Wide(252), await GetAsync("a"));
    }

    [Fact]
    public async Task A_text_holds_32768_units_and_not_more()
    {
        var longest = new string('ж', 32_768);
        await InsertAsync("a", ("T", longest));
        Assert.Equal(longest, (await GetAsync("a"))!.Text("T"));
        await AssertRefusedAsync(new RowChange.Upsert(RowOf("a", ("T", longest + "x"))));
    }

    [Fact]
    public async Task A_value_of_more_than_64_KiB_is_refused() =>
        await AssertRefusedAsync(new RowChange.Insert(RowOf("a", ("B", new byte[(64 * 1024) + 1]))));

    [Fact]
    public async Task A_row_holds_a_MiB_and_not_a_byte_more()
    {
        // Azure's count: 4 + 2 x (1 + 1) for keys p and a, and per value 8 + 2 x length of the name + 4 + bytes.
        var sizes = Enumerable.Repeat(64 * 1024, 15).ToList();
        sizes.Add((1024 * 1024) - 8 - (15 * (8 + 6 + 4 + (64 * 1024))) - (8 + 6 + 4));
        Row Of(int more) => RowOf("a", [.. sizes.Select((size, index) => ($"B{index:00}", (RowValue)Pattern(index == 15 ? size + more : size)))]);

        Assert.Equal(1024 * 1024, RowSize.Of(Of(0)));
        await AssertRefusedAsync(new RowChange.Insert(Of(1)));
        await MakeAsync(new RowChange.Insert(Of(0)));
        RowAssert.Same(Of(0), await GetAsync("a"));
    }

    [Theory]
    [InlineData("V", true)]
    [InlineData("_v1", true)]
    [InlineData("Größe", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("a-b", false)]
    [InlineData("a b", false)]
    [InlineData("a.b", false)]
    [InlineData("PartitionKey", false)]
    [InlineData("RowKey", false)]
    [InlineData("Timestamp", false)]
    public async Task A_name_is_an_identifier_and_none_of_the_systems(string name, bool fits)
    {
        var row = RowOf("a", (name, 1L));
        if (!fits)
        {
            await AssertRefusedAsync(new RowChange.Insert(row));
            return;
        }

        await MakeAsync(new RowChange.Insert(row));
        RowAssert.Same(row, await GetAsync("a"));
    }

    [Fact]
    public async Task Names_differ_by_case()
    {
        var row = RowOf("a", ("value", 1L), ("Value", 2L));
        await MakeAsync(new RowChange.Insert(row));
        RowAssert.Same(row, await GetAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Keys_keep_to_the_rules_of_Azure(string key, bool fits)
    {
        if (!fits)
        {
            await AssertRefusedAsync(new RowChange.Insert(RowOf(key)));
            await AssertRefusedAsync(new RowChange.Insert(RowIn(key, "k")));
            await AssertRefusedAsync(new RowChange.Delete(Partition, key));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => GetAsync(key));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Tables.QueryAsync(Table, new RowRange(key), continuation: null, Never));
            return;
        }

        await MakeAsync(new RowChange.Insert(RowIn(key, key, ("K", key))));
        Assert.Equal(key, (await Tables.GetAsync(Table, key, key, Never))!.Text("K"));
        Assert.Equal([key], await KeysAsync(new RowRange(key)));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_wherever_it_stands()
    {
        // Not theory data: a test's name can't carry half a pair either.
        foreach (var text in new[] { "\uD83D", "a\uDE00b", "\uDE00\uD83D" })
        {
            await AssertRefusedAsync(new RowChange.Insert(RowOf(text)));
            await AssertRefusedAsync(new RowChange.Insert(RowIn(text, "k")));
            await AssertRefusedAsync(new RowChange.Insert(RowOf("a", ("T", text))));
        }
    }

    [Fact]
    public async Task A_value_that_is_none_is_refused() => await AssertRefusedAsync(new RowChange.Insert(RowOf("a", ("V", default))));

    [Fact]
    public async Task An_unknown_table_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Tables.GetAsync("nothing", "p", "k", Never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Tables.QueryAsync("Meetings", new RowRange("p"), continuation: null, Never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Tables.WriteAsync("", [new RowChange.Upsert(RowOf("k"))], Never));
    }

    [Fact]
    public async Task A_refusal_names_the_rule_and_no_value()
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => WriteAsync(new RowChange.Insert(RowOf("secret/key", ("T", "content")))));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("content", error.Message, StringComparison.Ordinal);
    }
}
