using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Functions.Cost;

/// <summary>Azure serves 2,000 requests a second of one partition (Microsoft Learn, "Scalability targets for Table storage"); so load must be spread.</summary>
[Collection(Alone.Name)]
public sealed class SpreadTests(CountedHost host, ITestOutputHelper output) : Scenario(host), IClassFixture<CountedHost>
{
    private const int MeetingsUnderLoad = 48;
    private const int FewestPartitions = 16;

    [Fact]
    public async Task Load_is_spread_over_many_partitions()
    {
        host.Clear();

        var conversations = await Task.WhenAll(Enumerable.Range(0, MeetingsUnderLoad).Select(_ => Product.PlayAsync(A.Meeting(), KeyPointsReady)));
        await Product.SettleAsync();

        var partitions = host.Ours.PartitionsOf(TableNames.Meetings);
        var busiest = partitions.Values.Max();
        output.WriteLine(
            $"{partitions.Count} partitions of {TableNames.Meetings} for {conversations.Length} meetings; "
            + $"the busiest took {busiest} of {partitions.Values.Sum()}");
        Assert.InRange(partitions.Count, FewestPartitions, conversations.Length);
        Assert.True(busiest * FewestPartitions <= partitions.Values.Sum(), "one partition took more than its share");
    }
}
