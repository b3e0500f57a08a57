using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Rows;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

public sealed class RangeFilterTests
{
    public static TheoryData<string?, string?, string> Ranges => new()
    {
        { null, null, "" },
        { "", null, "" },
        { "a", null, " and RowKey ge 'a'" },
        { "a", "b", " and RowKey ge 'a' and RowKey lt 'b'" },
        { "d|", "d}", " and RowKey ge 'd|' and RowKey lt 'd}'" },
        { "it's", "it't", " and RowKey ge 'it''s' and RowKey lt 'it''t'" },
        { "😀", "\uFFFF", " and RowKey ge '😀' and RowKey lt '\uFFFF'" },

        // No request can carry these, so a little more is asked for.
        { "a\0", "b\0", " and RowKey ge 'a' and RowKey lt 'c'" },
        { "a\u0085z", "\0", " and RowKey ge 'a'" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_becomes_a_condition(string? from, string? before, string expected) =>
        Assert.Equal("PartitionKey eq 'p''q'" + expected, RangeFilter.Of(new RowRange("p'q", from, before)));

    [Fact]
    public void Half_a_pair_in_a_bound_is_left_out_and_the_range_only_grows()
    {
        // Not theory data: a test's name can't carry half a pair either.
        Assert.Equal("PartitionKey eq 'p' and RowKey ge 'a' and RowKey lt 'b'", RangeFilter.Of(new RowRange("p", "a\uD83D", "a\uDE00")));
        Assert.Equal("PartitionKey eq 'p' and RowKey ge 'a'", RangeFilter.Of(new RowRange("p", "a", "\uFFFF\uD83D")));
    }

    [Fact]
    public void What_was_asked_too_much_does_not_belong()
    {
        var range = new RowRange("p", "a\0", "b\0");
        Assert.Equal([false, true, true, false], new[] { "a", "a ", "b", "b " }.Select(key => RangeFilter.Holds(range, key)));
        Assert.True(RangeFilter.IsEmpty(new RowRange("p", "b", "b")));
        Assert.False(RangeFilter.IsEmpty(range));
    }
}
