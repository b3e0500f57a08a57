using Convo.Functions.Core.Approvals;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation;

/// <summary>What needs a yes goes out with it and not without, whatever crashes, and whoever answers late, twice or never.</summary>
public sealed class ApprovalSeedTests
{
    private const int Seeds = 60;

    [Fact]
    public void Storms_around_questions_send_nothing_unapproved_lose_no_answer_and_leave_nothing_stuck() => RunAll(WorldSettings.Storm);

    [Fact]
    public void Crowds_around_questions_do_everything_once() => RunAll(WorldSettings.Crowd);

    [Fact]
    public void The_storms_see_every_answer()
    {
        var verdicts = Enumerable.Range(0, Seeds)
            .Select(seed => Run((ulong)seed, WorldSettings.Storm))
            .SelectMany(world => world.Meetings.Values.Select(meeting => world.Watch.Read(SimulatedWorld.KeyOf(meeting))))
            .SelectMany(meeting => meeting.Deliveries)
            .Select(delivery => delivery.Approval?.Verdict)
            .ToHashSet();

        Assert.Superset(new HashSet<ApprovalVerdict?> { ApprovalVerdict.Approved, ApprovalVerdict.Rejected, ApprovalVerdict.Expired }, verdicts);
    }

    private static void RunAll(WorldSettings settings)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = Run(seed, settings);
            Assert.True(world.Failure is null, $"seed {seed}: {world.Failure}\n{string.Join('\n', world.Scheduler.Trace.TakeLast(150))}");
        }
    }

    private static SimulatedWorld Run(ulong seed, WorldSettings settings)
    {
        var world = new SimulatedWorld(new Choices(seed), settings);
        Story.WriteAsked(world);
        world.Run();
        return world;
    }
}
