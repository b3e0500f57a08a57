using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

/// <summary>Azurite answers queries that <c>narrow-queries.mjs</c> understands as it answers the same ones in words that it doesn't.</summary>
public sealed class NarrowedQueries : StorageProxyTest
{
    private const int Queries = 60;

    // Its index takes texts that look like numbers for numbers, and a quote is doubled in a filter.
    private static readonly string[] Partitions = ["7", "07", "7.0", "p", "it's", "P"];

    private static readonly string[] Keys = ["1", "01", "1.0", "a", "it's", "b", "B", "a and RowKey lt", "~"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_gives_the_same_pages_as_its_twin(int seed)
    {
        var random = new Random(seed);
        foreach (var partition in Partitions)
        {
            foreach (var key in Keys.Where(_ => random.Next(4) > 0))
            {
                using var inserted = await Direct.InsertAsync(Table, partition, key);
            }
        }

        var found = 0;
        for (var query = 0; query < Queries; query++)
        {
            string[] terms =
            [
                $"PartitionKey eq {Quoted(Partitions)}",
                .. random.Next(2) is 0 ? [$"RowKey ge {Quoted(Keys)}"] : Array.Empty<string>(),
                .. random.Next(2) is 0 ? [$"RowKey lt {Quoted(Keys)}"] : Array.Empty<string>(),
            ];
            var narrowed = await AskAsync(string.Join(" and ", terms));
            Assert.Equal(await AskAsync(string.Join(" and ", terms.Select(term => $"({term})"))), narrowed);
            found += narrowed.Sum(page => page.Length);
        }

        Assert.NotEqual(0, found);

        string Quoted(string[] texts) => $"'{texts[random.Next(texts.Length)].Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private Task<List<string[]>> AskAsync(string filter) => PagesAsync(Direct, $"{Table}()?$top=2&$filter={Uri.EscapeDataString(filter)}");
}
