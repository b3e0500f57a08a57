using System.Text.Json;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class PostingTests
{
    // Each line fills a section by itself, so that it is known how many parts there are.
    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(n => $"{n}: {new string('x', 2_900)}\n"));

    [Fact]
    public async Task A_message_is_posted_once_with_its_mark_its_fallback_and_a_link()
    {
        await using var stage = await SlackStage.StartAsync();
        var delivered = await stage.DeliveredAsync(stage.Render("*{{meeting.title}}*", facts: Known.Title("Weekly")));

        var message = Assert.Single(await stage.MessagesAsync());
        Assert.Equal("*Weekly*", SlackStage.Shown(message));
        Assert.Equal("*Weekly*", message.GetProperty("text").GetString());
        var mark = message.GetProperty("metadata");
        Assert.Equal("convo_functions_delivery", mark.GetProperty("event_type").GetString());
        Assert.Equal(SlackStage.Delivery, mark.GetProperty("event_payload").GetProperty("delivery").GetString());
        Assert.Equal("hash-1", mark.GetProperty("event_payload").GetProperty("content").GetString());
        Assert.Equal(0, mark.GetProperty("event_payload").GetProperty("part").GetInt32());
        var ts = message.GetProperty("ts").GetString()!;
        Assert.Equal($$"""{"channel":"C0MEETINGS","ts":["{{ts}}"],"content":"hash-1"}""", delivered.Receipt);
        Assert.Equal($"https://convo-sandbox.slack.com/archives/C0MEETINGS/p{ts.Replace(".", "")}", delivered.Link);
    }

    [Fact]
    public async Task A_headline_blocks_and_a_fallback_are_laid_out_in_order()
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.DeliveredAsync(stage.Render(
            new PostSlackMessage.Settings(
                "#meetings",
                "Text",
                "{{meeting.title}}",
                "Read aloud: {{meeting.title}}",
                [new(PostSlackMessage.BlockKind.Divider), new(PostSlackMessage.BlockKind.Header, "More"), new(PostSlackMessage.BlockKind.Context, "Small"),
                    new(PostSlackMessage.BlockKind.Section, "{{meeting.start}}")]),
            Known.Title("A & B")));

        var message = Assert.Single(await stage.MessagesAsync());
        Assert.Equal(["header", "section", "divider", "header", "context"],
            message.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("A & BTextMoreSmall", SlackStage.Shown(message));
        Assert.Equal("Read aloud: A &amp; B", message.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A90_what_is_too_long_for_one_message_goes_on_in_replies_and_nothing_is_lost()
    {
        await using var stage = await SlackStage.StartAsync();
        var text = Lines(8);
        await stage.DeliveredAsync(stage.Render(text));

        var messages = await stage.MessagesAsync();
        Assert.Equal(3, messages.Count);
        Assert.Equal(text, string.Concat(messages.Select(SlackStage.Shown)));
        Assert.All(messages.Skip(1), reply => Assert.Equal(messages[0].GetProperty("ts").GetString(), reply.GetProperty("thread_ts").GetString()));
        Assert.All(messages, message => Assert.NotEmpty(message.GetProperty("text").GetString()!));
    }

    [Fact]
    public async Task A90_fifty_one_blocks_become_two_messages()
    {
        await using var stage = await SlackStage.StartAsync();
        var blocks = Enumerable.Range(0, 40).Select(_ => new PostSlackMessage.Block(PostSlackMessage.BlockKind.Divider)).ToList();
        await stage.DeliveredAsync(stage.Render(new PostSlackMessage.Settings("#meetings",
            string.Concat(Enumerable.Range(0, 3).Select(n => new string('a', 2_900) + "\n")), Blocks: blocks)));

        Assert.Equal(43, (await stage.MessagesAsync()).Sum(message => message.GetProperty("blocks").GetArrayLength()));
        var parts = SlackLayout.Parts(Enumerable.Range(0, 51).Select(_ => SlackLayout.Divider()), "fallback");
        Assert.Equal([50, 1], parts.Select(part => part.Blocks.Count));
    }

    [Fact]
    public async Task An_empty_message_is_refused_with_advice_and_nothing_is_sent()
    {
        await using var stage = await SlackStage.StartAsync();
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render("{{meeting.title}}")));

        Assert.Contains("empty", refused.Reason);
        Assert.Contains("template", refused.Advice);
        Assert.Equal(0, await stage.CallsAsync("chat.postMessage"));
    }

    [Theory]
    [InlineData("#no-such-channel", "does not find the channel")]
    [InlineData("#old-project", "archived")]
    [InlineData("#sales", "not in the channel")]
    [InlineData("#board", "does not find the channel")]
    public async Task A_channel_that_can_t_be_posted_to_is_refused_with_advice(string channel, string reason)
    {
        await using var stage = await SlackStage.StartAsync();
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render("x", channel)));

        Assert.Contains(reason, refused.Reason);
        Assert.NotEmpty(refused.Advice);
    }

    [Theory]
    [InlineData("xoxb-wrong", "does not accept the token")]
    [InlineData("xoxb-sandbox-no-write", "lacks a permission")]
    [InlineData("", "no usable token")]
    [InlineData("xoxb\r\nX-Evil: 1", "no usable token")]
    public async Task A_token_that_does_not_do_is_refused_with_advice(string token, string reason)
    {
        await using var stage = await SlackStage.StartAsync();
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render("x"), stage.Context(token: token)));

        Assert.Contains(reason, refused.Reason);
        Assert.NotEmpty(refused.Advice);
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task Slack_is_told_to_make_no_links_mentions_or_previews_of_plain_words()
    {
        await using var server = await ScriptedServer.StartAsync(
            new("""{"ok":true,"url":"https://acme.slack.com/"}"""), new("""{"ok":true,"channel":"C0MEETINGS","ts":"1.000001"}"""));
        await using var stage = await SlackStage.StartAsync();
        var context = stage.Context() with { Connection = new("acme", "slack", new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() }, 1) };
        await stage.DeliveredAsync(stage.Render("@here #general https://example.org"), context);

        var post = Assert.Single(server.Asked, asked => asked.Method == "chat.postMessage");
        var body = JsonDocument.Parse(post.Body).RootElement;
        Assert.Equal("none", body.GetProperty("parse").GetString());
        Assert.False(body.GetProperty("link_names").GetBoolean());
        Assert.False(body.GetProperty("unfurl_links").GetBoolean());
        Assert.False(body.GetProperty("unfurl_media").GetBoolean());
        Assert.True(body.GetProperty("mrkdwn").GetBoolean());
        Assert.True(body.GetProperty("blocks")[0].GetProperty("text").GetProperty("verbatim").GetBoolean());
        Assert.Equal("Bearer xoxb-sandbox", post.Authorization);
    }
}
