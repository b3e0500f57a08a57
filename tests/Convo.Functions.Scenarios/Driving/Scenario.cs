using Xunit;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>What all scenarios of one product share: a driver of their own, no faults left by another, and no pacing.</summary>
public abstract class Scenario(IProductHost host) : IAsyncLifetime
{
    protected const string KeyPointsReady = "conversation.keypoints.ready";
    protected const string SummaryReady = "conversation.summary.ready";
    protected const string ActionItemsReady = "conversation.action_items.ready";
    protected const string PostMessage = "/slack/api/chat.postMessage";

    protected Product Product { get; } = new(host);

    public virtual Task InitializeAsync() => Product.FreshAsync();

    public Task DisposeAsync()
    {
        Product.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>One message about the meeting, with these words and no other.</summary>
    protected async Task<MessageTold> OneMessageAsync(string conversation, string words, string channel = "#meetings", string? connection = null)
    {
        var message = Assert.Single(await Product.MessagesAboutAsync(conversation, channel, connection));
        Assert.Equal(words, message.Words);
        return message;
    }
}
