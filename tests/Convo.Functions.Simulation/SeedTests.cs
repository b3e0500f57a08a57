using System.Collections.Concurrent;
using System.Diagnostics;
using Convo.Functions.Simulation.Shrinking;
using Convo.Functions.Simulation.World;
using Xunit.Abstractions;

namespace Convo.Functions.Simulation;

public sealed class SeedTests(ITestOutputHelper output)
{
    private const int Chunks = 8;
    private const int SeedsPerChunk = 25;

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, Chunks)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Storms_lose_nothing_repeat_nothing_and_leave_nothing_stuck(int part) => RunAll(part * SeedsPerChunk, SeedsPerChunk, WorldSettings.Storm);

    [Theory]
    [MemberData(nameof(Parts))]
    public void Crowds_without_faults_do_everything_once(int part) => RunAll(part * SeedsPerChunk, SeedsPerChunk, WorldSettings.Crowd);

    [Theory]
    [InlineData(10982)]
    [InlineData(13555)]
    public void Storms_that_once_went_wrong_go_well(int seed) => RunAll(seed, 1, WorldSettings.Storm);

    [Fact]
    public void A_seed_gives_the_same_course_each_time() =>
        Assert.Equal(Shrinker.Run(7, WorldSettings.Storm).Scheduler.Trace, Shrinker.Run(7, WorldSettings.Storm).Scheduler.Trace);

    [Fact]
    public void The_storms_see_what_they_are_for()
    {
        var worlds = Enumerable.Range(0, 40).Select(seed => Shrinker.Run((ulong)seed, WorldSettings.Storm)).ToList();

        Assert.Contains(worlds, w => w.Crashes > 1);
        Assert.Contains(worlds, w => w.Channel.Messages.Any(m => m.Edits > 0));
        Assert.Contains(worlds, w => w.Inbox.Messages.GroupBy(m => m.Mark).Any(m => m.Count() > 1));
        Assert.Contains(worlds, w => w.Scheduler.Trace.Any(line => line.Contains("answer: Found", StringComparison.Ordinal)));
        Assert.Contains(worlds, w => w.Channel.Withdrawals > 0);
        Assert.InRange(worlds.Count(w => w.Channel.Messages.Count > 0), worlds.Count * 3 / 4, worlds.Count);
        output.WriteLine($"{worlds.Sum(w => w.Crashes)} crashes, {worlds.Sum(w => w.Channel.Messages.Count)} messages, "
            + $"{worlds.Sum(w => w.Channel.Messages.Sum(m => m.Edits))} edits, {worlds.Sum(w => w.Inbox.Messages.Count)} told");
    }

    [Fact]
    public void One_seed()
    {
        if (Environment.GetEnvironmentVariable("SIMULATION_SEED") is { } seed)
        {
            RunAll(int.Parse(seed), 1, WorldSettings.Storm);
        }
    }

    [Fact]
    public void As_many_seeds_as_are_asked_for()
    {
        if (Environment.GetEnvironmentVariable("SIMULATION_SEEDS") is not { } count)
        {
            return;
        }

        var first = int.Parse(Environment.GetEnvironmentVariable("SIMULATION_FIRST") ?? "1000");
        var watch = Stopwatch.StartNew();
        var failed = new ConcurrentBag<(ulong Seed, string Failure)>();
        Parallel.For(first, first + int.Parse(count), seed =>
        {
            if (Shrinker.Run((ulong)seed, WorldSettings.Storm).Failure is { } failure)
            {
                failed.Add(((ulong)seed, failure));
            }
        });
        output.WriteLine($"{count} seeds from {first}, {int.Parse(count) / watch.Elapsed.TotalSeconds:0} a second");

        foreach (var (seed, failure) in failed.OrderBy(f => f.Seed))
        {
            output.WriteLine($"{seed}: {failure}");
        }

        Assert.True(failed.IsEmpty, failed.IsEmpty ? "" : Shrinker.Report(failed.Min(f => f.Seed), WorldSettings.Storm));
    }

    private static void RunAll(int first, int count, WorldSettings settings)
    {
        for (var seed = (ulong)first; seed < (ulong)(first + count); seed++)
        {
            if (Shrinker.Run(seed, settings).Failure is not null)
            {
                Assert.Fail(Shrinker.Report(seed, settings));
            }
        }
    }
}
