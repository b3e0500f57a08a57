using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Named;

/// <summary>The story that most of life is: three ready events in some order, a recipe of two steps, and perhaps other key points later.</summary>
internal sealed class StandardStory
{
    private readonly ScriptedMeeting meeting = new("sess_standard", Items: 1);

    /// <param name="settings">How wild the world is; by plan, since nothing is left to chance here.</param>
    /// <param name="order">Which of the six orders the events come in.</param>
    /// <param name="isRefreshed">True when the key points change ten minutes later.</param>
    public StandardStory(WorldSettings settings, int order, bool isRefreshed)
    {
        World = new SimulatedWorld(new Choices(seed: null), settings);
        World.Meetings[meeting.ConversationId] = meeting;
        World.Recipes.Publish(TeamRecipes.ForSummary(IfFails.Continue));
        meeting.Versions[World.Now] = 1;
        var after = 1;

        foreach (var name in Story.InOrder(order))
        {
            Send(TimeSpan.FromSeconds(after++), name);
        }

        if (isRefreshed)
        {
            meeting.Versions[World.Now + TimeSpan.FromMinutes(10)] = 2;
            Send(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1), Story.Ready[order % 3]);
        }
    }

    public SimulatedWorld World { get; }

    /// <summary>What the message must say in the end.</summary>
    public string LastText => ScriptedMeeting.TitleAt(meeting.Versions.Values.Last());

    /// <summary>Runs it and says that there is one message, and it says what it must.</summary>
    public void AssertOneMessageWithTheLastFacts()
    {
        Assert.Null(World.Run());
        var message = Assert.Single(World.Channel.Messages);
        Assert.Equal(LastText, message.Text);
        Assert.Single(World.Inbox.Messages.Select(m => m.Mark).Distinct());
    }

    private void Send(TimeSpan after, string name) => World.At(World.Now + after, name, () => World.Deliver(World.Body(meeting, name), name));
}
