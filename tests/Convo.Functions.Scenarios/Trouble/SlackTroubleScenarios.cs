using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>Slack fails in every way it has: never a second message, and none is lost.</summary>
public abstract class SlackTroubleScenarios(IProductHost host) : Scenario(host)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Slacks_wish_to_wait_is_honoured()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("429", PostMessage, retryAfter: 90);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();

        var told = Assert.Single((await Product.RunAsync(conversation)).Deliveries);
        Assert.Equal("pending", told.State);
        Assert.InRange(told.NotBefore!.Value - await Product.NowAsync(), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(91));
        var calls = await Product.CallsAsync("chat.postMessage");
        await Product.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(calls, await Product.CallsAsync("chat.postMessage"));
        Assert.Empty(await Product.MessagesAboutAsync(conversation));

        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("drop")]
    public async Task A_post_whose_answer_was_lost_is_looked_up_after_the_lease_and_not_repeated(string fault)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, PostMessage, when: "after");
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);
        await Product.SettleAsync();
        var calls = await Product.CallsAsync("chat.postMessage");
        await OneMessageAsync(conversation, meeting.Rendered);
        Assert.Equal("running", (await Product.RunAsync(conversation)).State);

        await Product.PassAsync(Lease / 2);
        Assert.Equal("running", (await Product.RunAsync(conversation)).State);
        await Product.PassAsync(Lease);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        Assert.Equal(calls, await Product.CallsAsync("chat.postMessage"));
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("drop")]
    public async Task A_post_that_failed_is_made_once_it_was_looked_for_and_not_found(string fault)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, PostMessage, count: 2);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("after")]
    public async Task A_post_that_hangs_is_cancelled_and_then_looked_up(string? when)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("hang", PostMessage, when: when, duration: "PT1H");
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);
        await Product.PassAsync(TimeSpan.FromSeconds(61));

        var run = await Product.RunAsync(conversation);
        Assert.Equal("running", run.State);
        Assert.NotNull(Assert.Single(run.Deliveries).Reason);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_look_up_that_fails_too_is_made_again()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("500", PostMessage, when: "after");
        await Product.FaultAsync("500", "/slack/api/conversations.history", count: 2);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task Slack_that_is_down_for_hours_gets_the_message_in_the_end()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("html", "slack", count: null);
        var conversation = await Product.PlayAsync(meeting);
        for (var hour = 0; hour < 3; hour++)
        {
            await Product.PassAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal("running", (await Product.RunAsync(conversation)).State);
        await Product.MendAsync();
        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_missing_scope_is_told_with_advice_and_the_run_can_be_made_again_once_it_is_there()
    {
        var meeting = A.Meeting();
        await SlackTokenAsync("xoxb-sandbox-no-write");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var run = await Product.RunAsync(conversation);
        Assert.Equal("refused", run.State);
        Assert.Contains("permission", run.Reason, StringComparison.Ordinal);
        Assert.Contains("chat:write", run.Advice, StringComparison.Ordinal);

        await SlackTokenAsync("xoxb-sandbox");
        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_channel_without_the_app_is_told_with_advice_and_another_one_can_be_chosen()
    {
        var meeting = A.Meeting();
        var recipe = A.RecipeFor(meeting).PostingTo("#sales");
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("refused", run.State);
        Assert.Contains("/invite", run.Advice, StringComparison.Ordinal);

        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        await Product.PublishAsync(recipe.PostingTo($"#{channel}"));
        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
        Assert.Empty(await Product.MessagesAboutAsync(conversation, "#sales"));
    }

    [Fact]
    public async Task A_channel_that_does_not_exist_is_told_with_advice_and_found_once_it_does()
    {
        var meeting = A.Meeting();
        var channel = A.Channel();
        var recipe = A.RecipeFor(meeting).PostingTo($"#{channel}");
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("refused", run.State);
        Assert.Contains("name", run.Advice, StringComparison.Ordinal);

        await Product.AddChannelAsync(channel);
        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
    }

    [Fact]
    public async Task Without_the_history_scope_a_lost_answer_ends_uncertain_and_asks_a_person()
    {
        var meeting = A.Meeting();
        await SlackTokenAsync("xoxb-sandbox-no-history");
        await Product.FaultAsync("500", PostMessage, when: "after");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var run = await Product.RunAsync(conversation);
        await SlackTokenAsync("xoxb-sandbox");

        Assert.Equal("uncertain", Assert.Single(run.Deliveries).State);
        Assert.Contains("Look in the channel", run.Advice, StringComparison.Ordinal);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    private async Task SlackTokenAsync(string token) =>
        Assert.True((int)(await Product.ConnectAsync("slack", "slack", new Uri(Product.Host.Sandbox, "slack/api/"), ("token", token))).Status is 200 or 201);
}
