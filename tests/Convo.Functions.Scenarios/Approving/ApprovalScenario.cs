using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Approving;

/// <summary>What all scenarios about approval begin with: a recipe that asks, and a meeting it asks about.</summary>
public abstract class ApprovalScenario(IProductHost host) : Scenario(host)
{
    /// <summary>A meeting is played, and its recipe asks Marit and Jonas.</summary>
    protected async Task<Waiting> AskAsync(MeetingScript? of = null)
    {
        var meeting = of ?? A.Meeting();
        var (posts, asks) = (A.Channel(), A.Channel());
        await Product.AddChannelAsync(posts);
        await Product.AddChannelAsync(asks);
        var recipe = A.RecipeFor(meeting).PostingTo($"#{posts}").AskingIn($"#{asks}", Asked.Marit, Asked.Jonas);
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        return new Waiting(meeting, conversation, recipe.Id, posts, new Asked(Product, asks));
    }

    /// <summary>The delivery of the step that waits.</summary>
    protected async Task<DeliveryTold> PostAsync(Waiting waiting) =>
        (await Product.RunAsync(waiting.Conversation, waiting.Recipe)).Deliveries.Single(delivery => delivery.Step is "post");

    /// <summary>Nothing went out, and it still waits.</summary>
    protected async Task StillWaitsAsync(Waiting waiting)
    {
        await Product.SettleAsync();
        Assert.Equal("awaiting", (await PostAsync(waiting)).State);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));
        Assert.True(Asked.IsOpen(await waiting.Asked.MessageAsync()));
    }

    /// <summary>It went out once, and the question has no buttons any more.</summary>
    protected async Task WentOutAsync(Waiting waiting, string item = "Call the carrier back")
    {
        await Product.SettleAsync();
        await OneMessageAsync(waiting.Conversation, $"items of {waiting.Meeting.Title}\n• {item}", waiting.Posts);
        Assert.False(Asked.IsOpen(await waiting.Asked.MessageAsync()));
        var run = await Product.RunAsync(waiting.Conversation, waiting.Recipe);
        Assert.Equal(("done", "delivered"), (run.State, run.Deliveries.Single(delivery => delivery.Step is "post").State));
    }

    /// <summary>A meeting whose recipe has asked.</summary>
    /// <param name="Meeting">The meeting.</param>
    /// <param name="Conversation">Its id.</param>
    /// <param name="Recipe">The recipe.</param>
    /// <param name="Posts">The channel to which it posts.</param>
    /// <param name="Asked">The question.</param>
    protected sealed record Waiting(MeetingScript Meeting, string Conversation, string Recipe, string Posts, Asked Asked);
}
