using Convo.Functions.Simulation.Named;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;
using Xunit.Abstractions;

namespace Convo.Functions.Simulation.Matrix;

/// <summary>The standard story with every fault at every call of the store, one at a time, and pairs by sample.</summary>
public sealed class StoreFaultMatrixTests(ITestOutputHelper output)
{
    private const int Pairs = 300;
    private const int FewestCases = 600;

    [Fact]
    public void Every_fault_at_every_call_of_the_store_is_lived_through()
    {
        var cases = Calls().SelectMany((isWrite, index) => StoreFaults.Of(isWrite).Select(fault => (index, fault))).ToList();

        foreach (var (index, fault) in cases)
        {
            Live(new Dictionary<int, StoreFault> { [index] = fault });
        }

        output.WriteLine($"{cases.Count} single faults, {Pairs} pairs");
        Assert.InRange(cases.Count + Pairs, FewestCases, int.MaxValue);
    }

    [Fact]
    public void Pairs_of_faults_are_lived_through()
    {
        var calls = Calls();
        var choices = new Choices(1);

        for (var pair = 0; pair < Pairs; pair++)
        {
            Live(Enumerable.Range(0, 2).Select(_ => choices.Pick(Topic.Store, calls.Count)).Distinct().ToDictionary(i => i, i =>
            {
                var faults = StoreFaults.Of(calls[i]);
                return faults[choices.Pick(Topic.Store, faults.Count)];
            }));
        }
    }

    private static List<bool> Calls()
    {
        var quiet = new StandardStory(new WorldSettings(), order: 0, isRefreshed: true);
        quiet.AssertOneMessageWithTheLastFacts();
        return quiet.World.Faults.Calls;
    }

    private static void Live(Dictionary<int, StoreFault> plan)
    {
        var story = new StandardStory(new WorldSettings { Plan = plan }, order: 0, isRefreshed: true);
        var about = string.Join(", ", plan.Select(p => $"{p.Value} at call {p.Key}"));

        if (story.World.Run() is { } failure)
        {
            Assert.Fail($"{about}: {failure}\n{string.Join('\n', story.World.Scheduler.Trace)}");
        }

        Assert.True(story.World.Channel.Messages is [var message] && message.Text == story.LastText, $"{about}: not one message with the last facts");
    }
}
