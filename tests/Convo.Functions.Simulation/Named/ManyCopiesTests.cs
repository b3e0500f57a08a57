using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Named;

public sealed class ManyCopiesTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void A_thousand_copies_at_once_are_one_event_one_run_and_one_message(ulong seed)
    {
        var world = new SimulatedWorld(new Choices(seed), new WorldSettings { Instances = 4, MostJobs = 1000 });
        var meeting = new ScriptedMeeting("sess_copies", Items: 1);
        meeting.Versions[world.Now] = 1;
        world.Meetings[meeting.ConversationId] = meeting;
        world.Recipes.Publish(TeamRecipes.ForSummary(IfFails.Stop));
        var body = world.Body(meeting, Story.Ready[0]);
        world.At(world.Now + TimeSpan.FromSeconds(1), "a thousand copies", () =>
        {
            for (var copy = 0; copy < 1000; copy++)
            {
                world.Deliver(body, $"copy {copy}");
            }
        });

        Assert.Null(world.Run());

        var keys = world.Rows.Snapshot().Where(r => r.Table is TableNames.Meetings).Select(r => r.Row.Key).ToList();
        Assert.Single(keys, k => k.StartsWith(MeetingEvent.Prefix, StringComparison.Ordinal));
        Assert.Single(keys, k => k.StartsWith(Run.Prefix, StringComparison.Ordinal));
        Assert.Single(world.Channel.Messages);
        Assert.Single(world.Inbox.Messages);
    }
}
