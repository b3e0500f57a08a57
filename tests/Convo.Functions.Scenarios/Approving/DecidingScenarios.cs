using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Approving;

/// <summary>What people decide happens, once; what nobody decides does not.</summary>
public abstract class DecidingScenarios(IProductHost host) : ApprovalScenario(host)
{
    [Fact]
    public async Task Until_somebody_says_yes_nothing_goes_out_and_the_question_shows_what_would()
    {
        var waiting = await AskAsync();

        await StillWaitsAsync(waiting);
        var shown = (await waiting.Asked.MessageAsync()).Blocks!.Value.GetRawText();
        Assert.Contains("Call the carrier back", shown, StringComparison.Ordinal);
        Assert.Contains(waiting.Posts, shown, StringComparison.Ordinal);
        Assert.Contains(Asked.Marit, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_by_a_button_goes_out_at_once_and_the_question_is_locked()
    {
        var waiting = await AskAsync();

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);

        Assert.Equal((200, ""), (press.Status, press.Body));
        await WentOutAsync(waiting);
        Assert.StartsWith("Approved by", (await waiting.Asked.MessageAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("marit", (await waiting.Asked.MessageAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_rejected_does_not_go_out_and_the_run_says_who_did_it()
    {
        var waiting = await AskAsync();

        await waiting.Asked.PressAsync(Asked.Reject, Asked.Jonas);
        await Product.UntilEndedAsync(waiting.Conversation);

        var run = await Product.RunAsync(waiting.Conversation, waiting.Recipe);
        Assert.Equal(("cancelled", "cancelled"), (run.State, (await PostAsync(waiting)).State));
        Assert.Contains("jonas@sandbox.example rejected it", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));
        Assert.StartsWith("Rejected by", (await waiting.Asked.MessageAsync()).Text, StringComparison.Ordinal);
        Assert.False(Asked.IsOpen(await waiting.Asked.MessageAsync()));
    }

    [Fact]
    public async Task What_nobody_approves_in_time_does_not_go_out()
    {
        var waiting = await AskAsync();
        await Product.PassAsync(TimeSpan.FromMinutes(119));
        await StillWaitsAsync(waiting);

        await Product.UntilEndedAsync(waiting.Conversation);

        var run = await Product.RunAsync(waiting.Conversation, waiting.Recipe);
        Assert.Equal("cancelled", run.State);
        Assert.Contains("nobody approved it until", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));
        Assert.StartsWith("Nobody approved it", (await waiting.Asked.MessageAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_an_earlier_text_does_not_count_and_the_new_one_is_asked_for_in_the_same_message()
    {
        var waiting = await AskAsync();
        var earlier = await waiting.Asked.ValueAsync();
        await Product.RefreshAsync(waiting.Conversation, waiting.Meeting.Refreshed("Sign the contract"));
        await Product.SettleAsync();
        Assert.Contains("Sign the contract", (await waiting.Asked.MessageAsync()).Blocks!.Value.GetRawText(), StringComparison.Ordinal);

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit, new() { ["value"] = earlier });
        Assert.Contains("has changed", await waiting.Asked.ToldAsync(press), StringComparison.Ordinal);
        await StillWaitsAsync(waiting);

        await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        await WentOutAsync(waiting, "Sign the contract");
    }

    [Fact]
    public async Task A_change_of_what_went_out_is_asked_for_again_and_a_no_leaves_it_as_it_was()
    {
        var waiting = await AskAsync();
        await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        await WentOutAsync(waiting);

        await Product.RefreshAsync(waiting.Conversation, waiting.Meeting.Refreshed("Sign the contract"));
        await Product.SettleAsync();
        Assert.Equal("awaiting", (await PostAsync(waiting)).State);
        Assert.True(Asked.IsOpen(await waiting.Asked.MessageAsync()));

        await waiting.Asked.PressAsync(Asked.Reject, Asked.Jonas);
        await WentOutAsync(waiting);
        await Product.FireAsync(waiting.Conversation, SummaryReady);
        await WentOutAsync(waiting);
    }

    [Fact]
    public async Task Of_two_who_answer_at_once_one_decides_and_the_other_is_told()
    {
        var waiting = await AskAsync();

        var presses = await Task.WhenAll(
            waiting.Asked.PressAsync(Asked.Approve, Asked.Marit), waiting.Asked.PressAsync(Asked.Reject, Asked.Jonas));

        Assert.All(presses, press => Assert.Equal(200, press.Status));
        await Product.UntilEndedAsync(waiting.Conversation);
        var sent = (await Product.MessagesAsync(waiting.Posts)).Count;
        var verdict = (await waiting.Asked.MessageAsync()).Text;
        Assert.Equal(sent is 1 ? "Approved" : "Rejected", verdict.Split(' ')[0]);
        var told = Assert.Single(await waiting.Asked.EverythingToldAsync());
        Assert.Contains(sent is 1 ? "already, by marit" : "already, by jonas", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_run_ends_and_says_what_to_do()
    {
        var meeting = A.Meeting();
        var (posts, asks) = (A.Channel(), A.Channel());
        await Product.AddChannelAsync(posts);
        await Product.AddChannelAsync(asks, member: false);
        var recipe = A.RecipeFor(meeting).PostingTo($"#{posts}").AskingIn($"#{asks}", Asked.Marit);
        await Product.PublishAsync(recipe);

        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("refused", run.State);
        Assert.Contains("Invite", run.Advice, StringComparison.Ordinal);
        Assert.Contains("nobody could be asked", run.Deliveries.Single(delivery => delivery.Step is "post").Reason, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAsync(posts));
    }
}
