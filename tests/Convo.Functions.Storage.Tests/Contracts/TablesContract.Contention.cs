using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    [Fact]
    public async Task Of_a_thousand_concurrent_inserts_of_one_key_exactly_one_is_done()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(index => Task.Run(() =>
            WriteAsync(new RowChange.Insert(RowOf("a", ("N", (long)index)))))));

        var winner = Array.FindIndex(results, result => result is WriteResult.Done);
        Assert.Equal(1, results.Count(result => result is WriteResult.Done));
        Assert.Equal(999, results.Count(result => result == new WriteResult.Conflict(0, WriteConflict.Exists)));
        Assert.Equal(winner, (await GetAsync("a"))!.Number("N"));
    }

    [Fact]
    public async Task Of_concurrent_replaces_of_one_version_exactly_one_is_done()
    {
        var tag = await InsertAsync("a");
        for (var round = 0; round < 10; round++)
        {
            var current = tag;
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => Task.Run(() =>
                WriteAsync(new RowChange.Replace(RowOf("a", ("N", (long)index)), current!)))));

            var done = Assert.Single(results.OfType<WriteResult.Done>());
            Assert.Equal(15, results.Count(result => result == new WriteResult.Conflict(0, WriteConflict.Changed)));
            tag = done.Tags[0];
            Assert.Equal(tag, (await GetAsync("a"))!.Tag);
        }
    }

    [Fact]
    public async Task Counting_by_read_and_replace_loses_nothing()
    {
        await InsertAsync("a", ("N", 0L));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var counted = 0; counted < 25;)
            {
                var row = await GetAsync("a");
                var next = RowOf("a", ("N", row!.Number("N")!.Value + 1));
                counted += await WriteAsync(new RowChange.Replace(next, row.Tag!)) is WriteResult.Done ? 1 : 0;
            }
        })));

        Assert.Equal(200L, (await GetAsync("a"))!.Number("N"));
    }

    [Fact]
    public async Task Of_concurrent_batches_that_share_a_key_one_is_done_and_of_the_others_nothing_is_written()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(() =>
            WriteAsync(new RowChange.Insert(RowOf($"own{index:00}")), new RowChange.Insert(RowOf("shared"))))));

        var winner = Array.FindIndex(results, result => result is WriteResult.Done);
        Assert.Equal(49, results.Count(result => result == new WriteResult.Conflict(1, WriteConflict.Exists)));
        Assert.Equal([$"own{winner:00}", "shared"], await KeysAsync(new RowRange(Partition)));
    }

    [Fact]
    public async Task Conflicts_between_other_writes_leave_those_be()
    {
        await InsertAsync("taken");

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(() =>
            WriteAsync(new RowChange.Insert(RowOf(index % 2 == 0 ? "taken" : $"k{index:000}"))))));

        Assert.Equal(100, results.Count(result => result is WriteResult.Done));
        Assert.Equal(101, (await AllAsync(new RowRange(Partition))).Count);
        var tags = results.OfType<WriteResult.Done>().SelectMany(done => done.Tags).ToList();
        Assert.Equal(100, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_write_that_is_done_is_seen_by_every_read_that_begins_after()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                var tag = await MakeAsync(new RowChange.Upsert(RowOf($"w{writer:00}", ("N", (long)round))));
                var read = await GetAsync($"w{writer:00}");
                Assert.Equal((round, tag), (read!.Number("N"), read.Tag));
                Assert.Equal(tag, Assert.Single(await AllAsync(RowRange.Prefix(Partition, $"w{writer:00}"))).Tag);
            }
        })));
    }
}
