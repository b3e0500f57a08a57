using Convo.Functions.Core.Meetings;
using Convo.Functions.Simulation.Mutants;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation;

/// <summary>Whatever crashes while Convo generates for a credit: at most one is spent on each wish, and where one may be lost that is said.</summary>
public sealed class GeneratingSeedTests
{
    private const int Seeds = 120;

    private static readonly Dictionary<string, Mutant> Bugs =
        new Mutant[] { new ForgetWhatWasAsked(), new TakeSilenceForNo() }.ToDictionary(mutant => mutant.GetType().Name);

    public static TheoryData<string> Names() => [.. Bugs.Keys];

    [Fact]
    public void Storms_spend_one_credit_a_wish_at_most_and_leave_nothing_stuck() => RunAll(WorldSettings.Storm);

    [Fact]
    public void Crowds_spend_one_credit_a_wish_whoever_asks_first() => RunAll(WorldSettings.Crowd);

    [Fact]
    public void The_storms_see_credits_that_bring_something_and_credits_that_are_lost()
    {
        var worlds = Enumerable.Range(0, Seeds).Select(seed => Run((ulong)seed, WorldSettings.Storm)).ToList();
        var meetings = worlds.SelectMany(world => world.Meetings.Values.Select(meeting => (world, meeting.ConversationId))).ToList();
        var states = worlds.SelectMany(world => world.Meetings.Values.SelectMany(meeting => world.Watch.Read(SimulatedWorld.KeyOf(meeting)).Deliveries))
            .Select(delivery => delivery.State).ToHashSet();

        Assert.Contains(meetings, one => one.world.Credits.Has(one.ConversationId, GenerateAction.What));
        Assert.Contains(meetings, one => one.world.Credits.IsLost(one.ConversationId, GenerateAction.What));
        Assert.Contains(worlds, world => world.Crashes > 0 && world.Credits.Spent > 0);
        Assert.Superset(new HashSet<DeliveryState> { DeliveryState.Delivered, DeliveryState.Uncertain, DeliveryState.Refused }, states);
    }

    [Theory]
    [InlineData("generate key-points")]
    [InlineData("answer: generate key-points")]
    public void A_crash_inside_the_action_is_looked_into_and_buys_nothing_a_second_time(string gate)
    {
        var crashed = 0;

        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = Run(seed, WorldSettings.Crowd with { CrashAt = at => at.What.StartsWith(gate, StringComparison.Ordinal) });
            Assert.True(world.Failure is null, Told(seed, world));
            crashed += world.Crashes;
        }

        Assert.InRange(crashed, Seeds / 2, Seeds);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bug_that_is_put_in_is_found(string bug) =>
        Assert.Contains(Enumerable.Range(0, Seeds), seed => Run((ulong)seed, WorldSettings.Storm, Bugs[bug]).Failure is not null);

    private static void RunAll(WorldSettings settings)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = Run(seed, settings);
            Assert.True(world.Failure is null, Told(seed, world));
        }
    }

    private static string Told(ulong seed, SimulatedWorld world) =>
        $"seed {seed}: {world.Failure}\n{string.Join('\n', world.Scheduler.Trace.TakeLast(150))}";

    private static SimulatedWorld Run(ulong seed, WorldSettings settings, Mutant? mutant = null)
    {
        var world = new SimulatedWorld(new Choices(seed), settings, mutant);
        Story.WriteGenerating(world);
        world.Run();
        return world;
    }
}
