using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class SlackPressTests
{
    [Fact]
    public async Task A_press_is_sent_as_a_form_with_the_button_the_person_and_an_address_for_the_answer()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var app = await WebhookReceiver.StartAsync();
        var ts = await PostAsync(sandbox);

        Assert.Equal(HttpStatusCode.OK, (await ToAsync(sandbox, app.Url)).Status);
        var press = await PressAsync(sandbox, ts);

        Assert.Equal(200, (int)press.Json["status"]!);
        var sent = Assert.Single(app.All);
        Assert.Equal("application/x-www-form-urlencoded", sent.ContentType);
        var payload = Payload(sent);
        Assert.Equal(("block_actions", "U0MARIT001"), ((string?)payload["type"], (string?)payload["user"]!["id"]));
        Assert.Equal(("yes", "for you"), ((string?)payload["actions"]![0]!["action_id"], (string?)payload["actions"]![0]!["value"]));
        Assert.Equal(ts, (string?)payload["message"]!["ts"]);

        using var words = new StringContent("""{"text":"Thank you"}""", Encoding.UTF8, "application/json");
        using var told = await sandbox.Http.PostAsync((string)payload["response_url"]!, words);
        var reply = Assert.Single((await sandbox.GetControlAsync("/slack/replies")).Json["replies"]!.AsArray())!;
        Assert.Equal((HttpStatusCode.OK, "Thank you", "marit@sandbox.example", ts),
            (told.StatusCode, (string?)reply["text"], (string?)reply["user"], (string?)reply["ts"]));
    }

    [Fact]
    public async Task It_can_be_tampered_with_as_a_test_wants_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var app = await WebhookReceiver.StartAsync();
        var ts = await PostAsync(sandbox);
        await ToAsync(sandbox, app.Url);

        await PressAsync(sandbox, ts, ",\"value\":\"for another\",\"times\":3");

        Assert.Equal(3, app.All.Count);
        Assert.Single(app.All.Select(sent => sent.Text).Distinct());
        Assert.Equal("for another", (string?)Payload(app.All[0])["actions"]![0]!["value"]);
    }

    [Fact]
    public async Task An_app_that_does_not_answer_within_three_seconds_has_missed_the_press()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var app = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource();
        app.Holds = never.Task;
        var ts = await PostAsync(sandbox);
        await ToAsync(sandbox, app.Url);

        var pressing = PressAsync(sandbox, ts);
        await app.NextAsync();
        await sandbox.PostControlAsync("/clock", """{"advance":"PT3S"}""");

        Assert.Equal(("timeout", null), ((string?)(await pressing).Json["body"], (await pressing).Json["status"]));
        never.SetResult();
    }

    [Theory]
    [InlineData("https://example.com/hooks")]
    [InlineData("nowhere")]
    public async Task Presses_stay_on_this_machine(string url)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.PostControlAsync("/slack/interactivity", $$"""{"url":"{{url}}"}""")).Status);
    }

    [Fact]
    public async Task A_button_or_person_that_is_not_there_and_an_address_that_was_not_given_are_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ts = await PostAsync(sandbox);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(sandbox, ts)).Status);
        await ToAsync(sandbox, new Uri("http://127.0.0.1:9/"));

        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(sandbox, "1.000001")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(sandbox, ts, ",\"user\":\"nobody@sandbox.example\"")).Status);
        Assert.Equal("unreachable", (string?)(await PressAsync(sandbox, ts)).Json["body"]);
    }

    [Fact]
    public async Task A_press_is_signed_with_the_time_and_the_raw_body()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var app = await WebhookReceiver.StartAsync();
        var ts = await PostAsync(sandbox);
        await ToAsync(sandbox, app.Url);

        await PressAsync(sandbox, ts);

        var sent = Assert.Single(app.All);
        var seconds = sent.Headers["X-Slack-Request-Timestamp"];
        var mac = HMACSHA256.HashData("sandbox-signing-secret"u8, Encoding.UTF8.GetBytes($"v0:{seconds}:{sent.Text}"));
        Assert.Equal($"v0={Convert.ToHexStringLower(mac)}", sent.Headers["X-Slack-Signature"]);
        Assert.InRange(long.Parse(seconds), sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() - 60, sandbox.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_person_is_told_of_by_id_and_the_address_only_with_its_own_scope()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var found = await sandbox.SlackAsync("users.info", new { user = "U0MARIT001" });
        var without = await sandbox.SlackAsync("users.info", new { user = "U0MARIT001" }, "xoxb-sandbox-no-email");

        Assert.Equal("marit@sandbox.example", (string?)found.Json["user"]!["profile"]!["email"]);
        Assert.Null(without.Json["user"]!["profile"]!["email"]);
        Assert.Equal("user_not_found", (await sandbox.SlackAsync("users.info", new { user = "marit@sandbox.example" })).Error);
    }

    [Theory]
    [InlineData("text", 75, true)]
    [InlineData("text", 76, false)]
    [InlineData("value", 2000, true)]
    [InlineData("value", 2001, false)]
    [InlineData("action_id", 256, false)]
    public async Task Buttons_have_Slacks_limits(string field, int length, bool isTaken)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var words = new string('x', length);
        var button = JsonNode.Parse(Button)!.AsObject();
        button[field] = field is "text" ? new JsonObject { ["type"] = "plain_text", ["text"] = words } : words;
        var blocks = new JsonArray(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(button) });

        var answer = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "x", blocks });

        Assert.Equal(isTaken ? null : "invalid_blocks", answer.Error);
    }

    private const string Button =
        """{"type":"button","action_id":"yes","value":"for you","text":{"type":"plain_text","text":"Yes"}}""";

    private static async Task<string> PostAsync(TestSandbox sandbox)
    {
        var blocks = new JsonArray(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(JsonNode.Parse(Button)) });
        var answer = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "Yes?", blocks });
        Assert.Null(answer.Error);
        return (string)answer.Json["ts"]!;
    }

    private static Task<Answer> ToAsync(TestSandbox sandbox, Uri url) => sandbox.PostControlAsync("/slack/interactivity", $$"""{"url":"{{url}}"}""");

    private static Task<Answer> PressAsync(TestSandbox sandbox, string ts, string more = "") => sandbox.PostControlAsync(
        "/slack/press",
        more.Contains("\"user\"", StringComparison.Ordinal)
            ? $$"""{"channel":"#meetings","ts":"{{ts}}","action":"yes"{{more}}}"""
            : $$"""{"channel":"#meetings","ts":"{{ts}}","action":"yes","user":"marit@sandbox.example"{{more}}}""");

    private static JsonNode Payload(WebhookReceiver.Received sent) => JsonNode.Parse(WebUtility.UrlDecode(sent.Text["payload=".Length..]))!;
}
