using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class EditingTests
{
    private static string Parts(int count, char with = 'x') => string.Concat(Enumerable.Range(0, count * 3).Select(_ => new string(with, 2_900) + "\n"));

    [Fact]
    public async Task A_second_delivery_edits_what_the_first_posted()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        var second = await stage.DeliveredAsync(stage.Render("two"), stage.Context("hash-2", first.Receipt));

        var message = Assert.Single(await stage.MessagesAsync());
        Assert.Equal("two", SlackStage.Shown(message));
        Assert.Equal(1, message.GetProperty("edits").GetArrayLength());
        Assert.Equal("hash-2", message.GetProperty("metadata").GetProperty("event_payload").GetProperty("content").GetString());
        Assert.Equal(first.Link, second.Link);
    }

    [Fact]
    public async Task The_same_content_again_changes_nothing()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        var second = await stage.DeliveredAsync(stage.Render("one"), stage.Context(receipt: first.Receipt));

        Assert.Equal(first, second);
        Assert.Equal(0, await stage.CallsAsync("chat.update"));
    }

    [Fact]
    public async Task A_message_that_grows_gets_more_replies_and_one_that_shrinks_loses_them()
    {
        await using var stage = await SlackStage.StartAsync();
        var small = await stage.DeliveredAsync(stage.Render("one"));
        var large = await stage.DeliveredAsync(stage.Render(Parts(2)), stage.Context("hash-2", small.Receipt));
        Assert.Equal(Parts(2), string.Concat((await stage.MessagesAsync()).Select(SlackStage.Shown)));
        Assert.Equal(2, (await stage.MessagesAsync()).Count);

        await stage.DeliveredAsync(stage.Render("three"), stage.Context("hash-3", large.Receipt));
        Assert.Equal("three", SlackStage.Shown(Assert.Single(await stage.MessagesAsync())));
    }

    [Fact]
    public async Task A_message_that_a_person_deleted_is_not_posted_again()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        await stage.DeleteByHandAsync(SlackReceipt.Read(first.Receipt)!.Ts[0]!);
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render("two"), stage.Context("hash-2", first.Receipt)));

        Assert.Contains("deleted in Slack", refused.Reason);
        Assert.Contains("Run the recipe again", refused.Advice);
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_reply_that_a_person_deleted_stays_away()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render(Parts(2)));
        await stage.DeleteByHandAsync(SlackReceipt.Read(first.Receipt)!.Ts[1]!);
        await stage.DeliveredAsync(stage.Render(Parts(2, 'y')), stage.Context("hash-2", first.Receipt));

        Assert.StartsWith("yyy", SlackStage.Shown(Assert.Single(await stage.MessagesAsync())));
    }

    [Theory]
    [InlineData("500", "before")]
    [InlineData("500", "after")]
    [InlineData("drop", "after")]
    [InlineData("html", "before")]
    [InlineData("429", "before")]
    public async Task An_edit_without_a_clear_answer_is_simply_tried_again(string fault, string when)
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        await stage.FaultAsync(fault, "chat.update", when);
        Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(stage.Render("two"), stage.Context("hash-2", first.Receipt)));
        await stage.DeliveredAsync(stage.Render("two"), stage.Context("hash-2", first.Receipt));

        Assert.Equal("two", SlackStage.Shown(Assert.Single(await stage.MessagesAsync())));
    }

    [Fact]
    public async Task A_reply_that_an_edit_posted_without_learning_of_it_is_found_and_not_posted_again()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        await stage.FaultAsync("drop", "chat.postMessage", "after");
        Assert.IsType<Outcome.Uncertain>(await stage.DeliverAsync(stage.Render(Parts(2)), stage.Context("hash-2", first.Receipt)));
        await stage.DeliveredAsync(stage.Render(Parts(2)), stage.Context("hash-2", first.Receipt));

        Assert.Equal(Parts(2), string.Concat((await stage.MessagesAsync()).Select(SlackStage.Shown)));
    }

    [Fact]
    public async Task An_unreadable_receipt_posts_nothing()
    {
        await using var stage = await SlackStage.StartAsync();
        Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render("two"), stage.Context("hash-2", "{")));
        Assert.Empty(await stage.MessagesAsync());
    }
}
