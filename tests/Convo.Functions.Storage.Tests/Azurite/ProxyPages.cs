using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class ProxyPages : StorageProxyTest
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "it's"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0, 1)]
    [InlineData(0, 0, 4)]
    [InlineData(3, 0, 0, 1)]
    [InlineData(0, 1000)]
    public async Task Split_pages_hold_the_same_rows_in_the_same_order(params int[] sizes)
    {
        await FillAsync();
        Proxy.SplitPages(sizes);

        var pages = await PagesAsync(Through, $"{Table}()?$filter={Uri.EscapeDataString("PartitionKey eq 'p'")}");

        Assert.Equal(Keys, pages.SelectMany(page => page));
        Assert.All(pages.Index(), page => Assert.InRange(page.Item.Length, 0, sizes[page.Index % sizes.Length]));
        Assert.Equal(sizes[0] == 0, pages[0].Length == 0);
    }

    [Fact]
    public async Task A_caller_that_wants_fewer_gets_fewer()
    {
        await FillAsync();
        Proxy.SplitPages(5);

        var pages = await PagesAsync(Through, $"{Table}()?$top=2");

        Assert.Equal([2, 2, 2], pages.Select(page => page.Length).Where(length => length > 0));
    }

    [Fact]
    public async Task Pages_are_whole_again_when_told_so()
    {
        await FillAsync();
        Proxy.SplitPages(1);
        Proxy.SplitPages();

        var pages = await PagesAsync(Through, $"{Table}()");

        Assert.Equal(Keys, Assert.Single(pages));
    }

    private async Task FillAsync()
    {
        foreach (var key in Keys)
        {
            using var inserted = await Direct.InsertAsync(Table, "p", key);
        }
    }
}
