using Convo.Functions.Core.Meetings;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Named;

/// <summary>Two recipes that give each other's meetings titles: what Convo tells of that starts nothing, or they would never end.</summary>
public sealed class EchoTests
{
    private const string First = "title-a";
    private const string Second = "title-b";

    private readonly ScriptedMeeting meeting = new("sess_titled", Items: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Recipes_that_rename_each_others_titles_end(int echoAfter) => AssertEnds(Play(echoAfter, new WorldSettings { Instances = 2 }), renames: 2);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void A_crash_between_the_change_and_its_receipt_repeats_the_same_title_and_starts_nothing(int echoAfter)
    {
        SimulatedWorld? world = null;
        var settings = new WorldSettings
        {
            CrashAt = gate => gate.Job?.Name.StartsWith("Deliver", StringComparison.Ordinal) is true && world!.Channel.Messages.Count > 0
                && gate.What.StartsWith("write meetings", StringComparison.Ordinal),
        };
        world = Play(echoAfter, settings);

        AssertEnds(world, renames: 2);
        Assert.Equal(1, world.Crashes);
    }

    [Theory]
    [InlineData("WorksUnheard")]
    [InlineData("WorksAndHangs")]
    [InlineData("TriesAgain")]
    public void A_change_whose_answer_got_lost_starts_nothing(string ending) =>
        AssertEnds(Play(echoAfter: 1, new WorldSettings { Endings = [Enum.Parse<OutsideEnding>(ending)] }), renames: 2);

    // A person renames it, and half an hour later once more to something else.
    private SimulatedWorld Play(int echoAfter, WorldSettings settings)
    {
        var world = new SimulatedWorld(new Choices(seed: null), settings) { EchoAfter = TimeSpan.FromSeconds(echoAfter) };
        world.Meetings[meeting.ConversationId] = meeting;
        meeting.Versions[world.Now] = 1;
        world.Recipes.Publish(TeamRecipes.ForRetitling(First, "called by a"));
        world.Recipes.Publish(TeamRecipes.ForRetitling(Second, "called by b"));
        Rename(world, TimeSpan.FromSeconds(1), "one");
        Rename(world, TimeSpan.FromMinutes(30), "another");
        return world;
    }

    private void Rename(SimulatedWorld world, TimeSpan after, string title) => world.At(
        world.Now + after, $"a person calls it {title}", () => world.Deliver(world.Body(meeting, "conversation.updated", title), title));

    private void AssertEnds(SimulatedWorld world, int renames)
    {
        Assert.Null(world.Run());
        var known = world.Watch.Read(SimulatedWorld.KeyOf(meeting));
        Assert.NotEmpty(world.Echoes);
        Assert.Equal(renames * 2, known.Runs.Count);
        Assert.All(known.Runs, run => Assert.Equal(RunState.Done, run.State));
        Assert.DoesNotContain(known.Events.Where(known.IsEcho), happened => !world.Echoes.Contains(happened.Id));
    }
}
