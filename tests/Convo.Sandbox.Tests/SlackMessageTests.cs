using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class SlackMessageTests
{
    [Fact]
    public async Task A_posted_message_stands_in_the_channel_and_its_answer_gives_id_and_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.SlackAsync("chat.postMessage", new
        {
            channel = "#meetings",
            text = "Hello & <!here>",
            blocks = new object[] { new { type = "section", text = new { type = "mrkdwn", text = "*Hello*" } } },
            metadata = new { event_type = "delivery", event_payload = new { id = "d1" } },
        });

        Assert.True((bool)answer.Json["ok"]!);
        Assert.Equal("C0MEETINGS", (string?)answer.Json["channel"]);
        Assert.Matches(@"^\d{10}\.\d{6}$", (string?)answer.Json["ts"]);
        Assert.Null(answer.Json["message"]!["metadata"]);
        var held = Assert.Single(await MessagesAsync(sandbox))!;
        Assert.Equal(["ts", "text", "blocks", "metadata", "edits"], held.AsObject().Select(m => m.Key));
        Assert.Equal(((string?)answer.Json["ts"], "Hello & <!here>"), ((string?)held["ts"], (string?)held["text"]));
        Assert.Equal("""[{"type":"section","text":{"type":"mrkdwn","text":"*Hello*"}}]""", held["blocks"]!.ToJsonString());
        Assert.Equal("""{"event_type":"delivery","event_payload":{"id":"d1"}}""", held["metadata"]!.ToJsonString());
        Assert.Empty(held["edits"]!.AsArray());
    }

    [Fact]
    public async Task A_form_body_with_the_token_inside_does_the_same()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var response = await sandbox.Http.PostAsync("/slack/api/chat.postMessage", new FormUrlEncodedContent(
        [
            new("token", "xoxb-sandbox"), new("channel", "C0MEETINGS"), new("text", "x"), new("blocks", """[{"type":"divider"}]"""),
        ]));

        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("divider", (string?)json["message"]!["blocks"]![0]!["type"]);
    }

    [Fact]
    public async Task An_edit_replaces_the_text_keeps_the_time_and_leaves_a_mark()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ts = await PostAsync(sandbox, "first");

        var answer = await sandbox.SlackAsync("chat.update", new { channel = "C0MEETINGS", ts, text = "second" });

        Assert.Equal((ts, "second"), ((string?)answer.Json["ts"], (string?)answer.Json["text"]));
        Assert.NotNull(answer.Json["message"]!["edited"]);
        var held = Assert.Single((await MessagesAsync(sandbox)))!;
        Assert.Equal((ts, "second", "first"), ((string?)held["ts"], (string?)held["text"], (string?)held["edits"]![0]!["text"]));
    }

    [Fact]
    public async Task An_edit_that_brings_no_metadata_keeps_the_old()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var metadata = new { event_type = "e", event_payload = new { } };
        var posted = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "x", metadata });

        await sandbox.SlackAsync("chat.update", new { channel = "C0MEETINGS", ts = (string?)posted.Json["ts"], text = "y" });

        Assert.Equal("e", (string?)(await MessagesAsync(sandbox))[0]!["metadata"]!["event_type"]);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ts = await PostAsync(sandbox, "x");

        Assert.True((bool)(await sandbox.SlackAsync("chat.delete", new { channel = "C0MEETINGS", ts })).Json["ok"]!);

        Assert.Empty(await MessagesAsync(sandbox));
        Assert.Equal("message_not_found", (await sandbox.SlackAsync("chat.delete", new { channel = "C0MEETINGS", ts })).Error);
        Assert.Equal("message_not_found", (await sandbox.SlackAsync("chat.update", new { channel = "C0MEETINGS", ts, text = "y" })).Error);
    }

    [Theory]
    [InlineData("#nowhere", "channel_not_found")]
    [InlineData("C0NOWHERE1", "channel_not_found")]
    [InlineData("#board", "channel_not_found")]
    [InlineData("#sales", "not_in_channel")]
    [InlineData("#old-project", "is_archived")]
    [InlineData("", "channel_not_found")]
    public async Task A_post_goes_only_where_the_bot_is(string channel, string error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(error, (await sandbox.SlackAsync("chat.postMessage", new { channel, text = "x" })).Error);
    }

    [Fact]
    public async Task Edits_and_deletions_want_the_channel_id_not_its_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ts = await PostAsync(sandbox, "x");

        Assert.Equal("channel_not_found", (await sandbox.SlackAsync("chat.update", new { channel = "#meetings", ts, text = "y" })).Error);
        Assert.Equal("channel_not_found", (await sandbox.SlackAsync("chat.delete", new { channel = "#meetings", ts })).Error);
    }

    [Fact]
    public async Task A_reply_needs_a_first_message()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var first = await PostAsync(sandbox, "first");

        var reply = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "reply", thread_ts = first });

        Assert.Equal(first, (string?)reply.Json["message"]!["thread_ts"]);
        var lost = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "x", thread_ts = "1.000001" });
        Assert.Equal("thread_not_found", lost.Error);
        Assert.Equal(first, (string?)(await MessagesAsync(sandbox))[1]!["thread_ts"]);
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-wrong", "invalid_auth")]
    public async Task A_missing_or_wrong_token_is_told_apart(string? token, string error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(error, (await sandbox.SlackAsync("auth.test", token: token)).Error);
        Assert.Equal(error, (await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "x" }, token)).Error);
    }

    [Theory]
    [InlineData("chat.postMessage")]
    [InlineData("chat.update")]
    [InlineData("chat.delete")]
    public async Task Without_the_write_scope_nothing_is_written(string method)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.SlackAsync(method, new { channel = "C0MEETINGS", ts = "1.000001", text = "x" }, "xoxb-sandbox-no-write");

        Assert.Equal("missing_scope", answer.Error);
        Assert.Equal("chat:write", (string?)answer.Json["needed"]);
        Assert.DoesNotContain("chat:write", (string?)answer.Json["provided"], StringComparison.Ordinal);
        Assert.Empty(await MessagesAsync(sandbox));
    }

    [Theory]
    [InlineData("{", "invalid_json")]
    [InlineData("[]", "json_not_object")]
    [InlineData("""{"channel":"#meetings","text":"x","text":"y"}""", "invalid_json")]
    [InlineData("""{"channel":"#meetings"}""", "no_text")]
    [InlineData("""{"channel":"#meetings","text":""}""", "no_text")]
    [InlineData("""{"channel":"#meetings","text":"\ud800"}""", "no_text")]
    [InlineData("""{"channel":"#meetings","text":"x","blocks":"{["}""", "invalid_blocks_format")]
    [InlineData("""{"channel":"#meetings","text":"x","blocks":[{"type":"divider","x":"\ud800"}]}""", "invalid_blocks_format")]
    [InlineData("""{"channel":"#meetings","text":"x","metadata":{"event_type":"e"}}""", "invalid_metadata_format")]
    [InlineData("""{"channel":"#meetings","text":"x","metadata":[]}""", "invalid_metadata_format")]
    public async Task Rubbish_gets_the_name_of_its_error(string body, string error)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/api/chat.postMessage");
        request.Headers.Add("Authorization", "Bearer xoxb-sandbox");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(error, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task Calls_are_counted_by_method_refused_ones_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PostAsync(sandbox, "x");
        await sandbox.SlackAsync("chat.postMessage", new { channel = "#nowhere", text = "x" });
        await sandbox.SlackAsync("auth.test");
        Assert.Equal("unknown_method", (await sandbox.SlackAsync("chat.shout")).Error);

        Assert.Equal("""{"calls":{"auth.test":1,"chat.postMessage":2}}""", (await sandbox.GetControlAsync("/slack/calls")).Text);
    }

    private static async Task<string> PostAsync(TestSandbox sandbox, string text) =>
        (string)(await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text })).Json["ts"]!;

    private static async Task<JsonArray> MessagesAsync(TestSandbox sandbox) =>
        (await sandbox.GetControlAsync("/slack/messages?channel=%23meetings")).Json["messages"]!.AsArray();
}
