using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class SlackReadingTests
{
    [Fact]
    public async Task The_token_knows_who_it_is_and_what_it_may()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.SlackAsync("auth.test", token: "xoxb-sandbox-no-history");

        Assert.Equal("U0CONVOBOT", (string?)answer.Json["user_id"]);
        Assert.Equal("channels:read,chat:write,groups:read,users:read,users:read.email", answer.Headers["X-OAuth-Scopes"]);
    }

    [Fact]
    public async Task The_list_holds_public_channels_and_on_demand_the_bots_private_ones()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(["general", "meetings", "approvals", "sales", "old-project"], await NamesAsync(sandbox, new { }));
        Assert.Equal(["general", "meetings", "approvals", "sales"], await NamesAsync(sandbox, new { exclude_archived = true }));
        Assert.Equal(["leads"], await NamesAsync(sandbox, new { types = "private_channel" }));
        Assert.Equal("invalid_types", (await sandbox.SlackAsync("conversations.list", new { types = "rooms" })).Error);
    }

    [Fact]
    public async Task The_list_pages_by_cursor()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var first = (await sandbox.SlackAsync("conversations.list", new { limit = 4 })).Json;
        var cursor = (string)first["response_metadata"]!["next_cursor"]!;
        var second = (await sandbox.SlackAsync("conversations.list", new { limit = 4, cursor })).Json;

        Assert.Equal(4, first["channels"]!.AsArray().Count);
        Assert.Equal("old-project", (string?)Assert.Single(second["channels"]!.AsArray())!["name"]);
        Assert.Equal("", (string?)second["response_metadata"]!["next_cursor"]);
        Assert.Equal("invalid_cursor", (await sandbox.SlackAsync("conversations.list", new { cursor = "rubbish" })).Error);
        Assert.Equal("invalid_limit", (await sandbox.SlackAsync("conversations.list", new { limit = "many" })).Error);
    }

    [Fact]
    public async Task Metadata_comes_only_when_it_is_asked_for()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PostAsync(sandbox, "one");

        var without = (await sandbox.SlackAsync("conversations.history", new { channel = "C0MEETINGS" })).Json["messages"]![0]!;
        var with = (await sandbox.SlackAsync("conversations.history", new { channel = "C0MEETINGS", include_all_metadata = true })).Json["messages"]![0]!;

        Assert.Null(without["metadata"]);
        Assert.Equal("""{"event_type":"delivery","event_payload":{"id":"one"}}""", with["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task The_history_is_latest_first_without_replies_and_bounded_by_times()
    {
        await using var sandbox = await TestSandbox.StartAsync(pacing: false);
        var a = await PostAsync(sandbox, "a");
        var b = await PostAsync(sandbox, "b");
        var c = await PostAsync(sandbox, "c");
        await PostAsync(sandbox, "reply", b);

        Assert.Equal(["c", "b", "a"], await HistoryAsync(sandbox, new { channel = "C0MEETINGS" }));
        Assert.Equal(["b"], await HistoryAsync(sandbox, new { channel = "C0MEETINGS", oldest = a, latest = c }));
        Assert.Equal(["c", "b", "a"], await HistoryAsync(sandbox, new { channel = "C0MEETINGS", oldest = a, latest = c, inclusive = true }));
        Assert.Equal(["c"], await HistoryAsync(sandbox, new { channel = "C0MEETINGS", oldest = b }));
        Assert.Equal("invalid_ts_oldest", (await sandbox.SlackAsync("conversations.history", new { channel = "C0MEETINGS", oldest = "x" })).Error);
        Assert.Equal("invalid_ts_latest", (await sandbox.SlackAsync("conversations.history", new { channel = "C0MEETINGS", latest = "x" })).Error);
    }

    [Fact]
    public async Task The_history_pages_by_cursor_and_says_that_there_is_more()
    {
        await using var sandbox = await TestSandbox.StartAsync(pacing: false);
        for (var message = 1; message <= 5; message++)
        {
            await PostAsync(sandbox, message.ToString());
        }

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = (await sandbox.SlackAsync("conversations.history", new { channel = "C0MEETINGS", limit = 2, cursor })).Json;
            seen.AddRange(page["messages"]!.AsArray().Select(m => (string?)m!["text"]));
            cursor = (string?)page["response_metadata"]!["next_cursor"];
            Assert.Equal(!string.IsNullOrEmpty(cursor), (bool)page["has_more"]!);
        }
        while (!string.IsNullOrEmpty(cursor));

        Assert.Equal(["5", "4", "3", "2", "1"], seen);
    }

    [Fact]
    public async Task Replies_start_with_their_first_message_and_count_there()
    {
        await using var sandbox = await TestSandbox.StartAsync(pacing: false);
        var first = await PostAsync(sandbox, "first");
        var one = await PostAsync(sandbox, "one", first);
        await PostAsync(sandbox, "two", first);

        foreach (var ts in new[] { first, one })
        {
            var answer = await sandbox.SlackAsync("conversations.replies", new { channel = "C0MEETINGS", ts, include_all_metadata = true });
            var messages = answer.Json["messages"]!.AsArray();
            Assert.Equal(["first", "one", "two"], messages.Select(m => (string?)m!["text"]));
            Assert.Equal(2, (int)messages[0]!["reply_count"]!);
            Assert.Equal("two", (string?)messages[2]!["metadata"]!["event_payload"]!["id"]);
        }

        Assert.Equal("thread_not_found", (await sandbox.SlackAsync("conversations.replies", new { channel = "C0MEETINGS", ts = "1.000001" })).Error);
    }

    [Theory]
    [InlineData("C0MEETINGS", "xoxb-sandbox-no-history", "missing_scope", "channels:history")]
    [InlineData("G0LEADS001", "xoxb-sandbox-no-history", "missing_scope", "groups:history")]
    [InlineData("D0MARIT001", "xoxb-sandbox-no-history", "missing_scope", "im:history")]
    [InlineData("C0SALES001", "xoxb-sandbox", "not_in_channel", null)]
    [InlineData("G0SECRET01", "xoxb-sandbox", "channel_not_found", null)]
    [InlineData("#meetings", "xoxb-sandbox", "channel_not_found", null)]
    public async Task History_needs_scope_membership_and_the_id(string channel, string token, string error, string? needed)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var method in new[] { "conversations.history", "conversations.replies" })
        {
            var answer = await sandbox.SlackAsync(method, new { channel, ts = "1.000001" }, token);
            Assert.Equal((error, needed), (answer.Error, (string?)answer.Json["needed"]));
        }
    }

    [Fact]
    public async Task A_direct_message_is_reached_by_its_id_alone_and_is_in_no_list()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Null((await sandbox.SlackAsync("chat.postMessage", new { channel = "D0MARIT001", text = "for you" })).Error);
        Assert.Equal("channel_not_found", (await sandbox.SlackAsync("chat.postMessage", new { channel = "@marit", text = "x" })).Error);
        Assert.Equal(["for you"], await HistoryAsync(sandbox, new { channel = "D0MARIT001" }));
        Assert.Empty(await HistoryAsync(sandbox, new { channel = "D0JONAS001" }));
        var refused = await sandbox.SlackAsync("conversations.list", new { types = "im" });
        Assert.Equal(("missing_scope", "im:read"), (refused.Error, (string?)refused.Json["needed"]));
        Assert.Equal("@marit", (string?)(await sandbox.GetControlAsync("/slack/messages?channel=@marit")).Json["channel"]);
    }

    [Fact]
    public async Task People_are_found_by_address_with_the_scope_for_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var found = await sandbox.SlackAsync("users.lookupByEmail", new { email = "MARIT@sandbox.example" });

        Assert.Equal(("U0MARIT001", "Marit Solberg"), ((string?)found.Json["user"]!["id"], (string?)found.Json["user"]!["real_name"]));
        Assert.Equal("users_not_found", (await sandbox.SlackAsync("users.lookupByEmail", new { email = "no@sandbox.example" })).Error);
        var refused = await sandbox.SlackAsync("users.lookupByEmail", new { email = "marit@sandbox.example" }, "xoxb-sandbox-no-email");
        Assert.Equal(("missing_scope", "users:read.email"), (refused.Error, (string?)refused.Json["needed"]));
    }

    [Fact]
    public async Task Reading_works_by_get_with_a_query_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PostAsync(sandbox, "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/slack/api/conversations.history?channel=C0MEETINGS&limit=1");
        request.Headers.Add("Authorization", "Bearer xoxb-sandbox");

        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal("x", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["messages"]![0]!["text"]);
    }

    private static async Task<string> PostAsync(TestSandbox sandbox, string text, string? threadTs = null)
    {
        var answer = await sandbox.SlackAsync("chat.postMessage", new
        {
            channel = "#meetings",
            text,
            thread_ts = threadTs,
            metadata = new { event_type = "delivery", event_payload = new { id = text } },
        });
        return (string)answer.Json["ts"]!;
    }

    private static async Task<IEnumerable<string?>> HistoryAsync(TestSandbox sandbox, object arguments) =>
        (await sandbox.SlackAsync("conversations.history", arguments)).Json["messages"]!.AsArray().Select(m => (string?)m!["text"]);

    private static async Task<IEnumerable<string?>> NamesAsync(TestSandbox sandbox, object arguments) =>
        (await sandbox.SlackAsync("conversations.list", arguments)).Json["channels"]!.AsArray().Select(c => (string?)c!["name"]);
}
