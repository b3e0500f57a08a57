using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Named;

public sealed class CrashWindowTests
{
    public static TheoryData<int, bool> OrdersWithAndWithoutRefresh()
    {
        var data = new TheoryData<int, bool>();

        for (var order = 0; order < 6; order++)
        {
            data.Add(order, false);
            data.Add(order, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(OrdersWithAndWithoutRefresh))]
    public void Without_a_crash_there_is_one_message_and_everything_is_told_once(int order, bool isRefreshed)
    {
        var story = new StandardStory(new WorldSettings(), order, isRefreshed);

        story.AssertOneMessageWithTheLastFacts();
        Assert.Single(story.World.Inbox.Messages);
    }

    [Theory]
    [MemberData(nameof(OrdersWithAndWithoutRefresh))]
    public void A_crash_when_the_event_is_stored_but_not_queued_is_healed_by_the_sweep(int order, bool isRefreshed) =>
        Crash(order, isRefreshed, (_, gate) => IsIn(gate, "hook") && gate.What.StartsWith("send Advance", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(OrdersWithAndWithoutRefresh))]
    public void A_crash_when_all_is_planned_but_half_is_queued_is_healed_by_the_sweep(int order, bool isRefreshed)
    {
        var sent = 0;
        Crash(order, isRefreshed, (_, gate) => IsIn(gate, "Advance") && gate.What.StartsWith("send Deliver", StringComparison.Ordinal) && ++sent == 2);
    }

    [Theory]
    [MemberData(nameof(OrdersWithAndWithoutRefresh))]
    public void A_crash_when_try_again_is_recorded_but_not_queued_is_healed_by_the_sweep(int order, bool isRefreshed) =>
        Crash(
            order,
            isRefreshed,
            (_, gate) => IsIn(gate, "Deliver") && gate.What.StartsWith("get open", StringComparison.Ordinal),
            OutsideEnding.TriesAgain);

    [Theory]
    [MemberData(nameof(OrdersWithAndWithoutRefresh))]
    public void A_crash_when_it_is_delivered_but_not_recorded_is_found_out_by_looking(int order, bool isRefreshed) =>
        Crash(
            order,
            isRefreshed,
            (world, gate) => IsIn(gate, "Deliver") && world.Channel.Messages.Count > 0 && gate.What.StartsWith("write meetings", StringComparison.Ordinal));

    private static void Crash(int order, bool isRefreshed, Func<SimulatedWorld, Gate, bool> window, params OutsideEnding[] endings)
    {
        StandardStory? story = null;
        var settings = new WorldSettings { CrashAt = gate => window(story!.World, gate), Endings = endings };
        story = new StandardStory(settings, order, isRefreshed);

        story.AssertOneMessageWithTheLastFacts();
        Assert.Equal(1, story.World.Crashes);
        Assert.InRange(story.World.Inbox.Messages.Count, 1, 2);
    }

    private static bool IsIn(Gate gate, string job) => gate.Job?.Name.StartsWith(job, StringComparison.Ordinal) is true;
}
