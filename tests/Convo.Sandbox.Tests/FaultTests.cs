using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>Every named fault, as it shows on the wire.</summary>
public sealed class FaultTests
{
    private const string Profile = "/api/v1/user/profile";

    [Fact]
    public async Task A_dropped_delivery_never_arrives_and_is_recorded_as_dropped()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);
        await sandbox.FaultAsync("""{"fault":"drop","target":"webhook","count":2}""");

        await sandbox.PlayAsync();

        Assert.Equal(["conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready"], receiver.Events);
        var outcomes = (await sandbox.GetControlAsync("/deliveries")).Json["deliveries"]!.AsArray().Select(d => (string?)d!["outcome"]);
        Assert.Equal(["dropped", "dropped", "delivered", "delivered", "delivered"], outcomes);
    }

    [Fact]
    public async Task A_doubled_delivery_arrives_twice_byte_for_byte()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url, "conversation.created");
        await sandbox.FaultAsync("""{"fault":"double","target":"webhook"}""");

        await sandbox.PlayAsync();

        Assert.Equal(2, receiver.All.Count);
        Assert.Equal(receiver.All[0].Body, receiver.All[1].Body);
        Assert.Equal(receiver.All[0].Signature, receiver.All[1].Signature);
    }

    [Fact]
    public async Task A_delayed_delivery_comes_when_the_clock_has_moved()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url, "conversation.created", "transcript.ready");
        await sandbox.FaultAsync("""{"fault":"delay","target":"webhook","count":1,"duration":"PT20M"}""");

        await sandbox.PlayAsync();
        Assert.Equal(["transcript.ready"], receiver.Events);
        await sandbox.PostControlAsync("/clock", """{"advance":"PT20M"}""");

        Assert.Equal("transcript.ready", (await receiver.NextAsync()).Event);
        Assert.Equal("conversation.created", (await receiver.NextAsync()).Event);
    }

    [Fact]
    public async Task A_reordered_delivery_changes_places_with_the_next()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);
        await sandbox.FaultAsync("""{"fault":"reorder","target":"webhook","count":1}""");

        await sandbox.PlayAsync();

        Assert.Equal(["transcript.ready", "conversation.created", "conversation.keypoints.ready"], receiver.Events.Take(3));
        Assert.True(string.CompareOrdinal((string?)receiver.All[1].Json["timestamp"], (string?)receiver.All[0].Json["timestamp"]) < 0);
    }

    [Fact]
    public async Task Several_faults_strike_the_same_delivery()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url, "conversation.created");
        await sandbox.FaultAsync(
            """
            {"faults":[{"fault":"double","target":"webhook"},{"fault":"delay","target":"webhook","count":1,"duration":"PT1H"},
             {"fault":"429","target":"slack"}]}
            """);

        await sandbox.PlayAsync();
        Assert.Single(receiver.All);
        await sandbox.PostControlAsync("/clock", """{"advance":"PT1H"}""");
        await receiver.NextAsync();
        await receiver.NextAsync();

        Assert.Equal(receiver.All[0].Body, receiver.All[1].Body);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await sandbox.SlackAsync("auth.test")).Status);
    }

    [Fact]
    public async Task A_429_comes_in_the_way_of_the_api_it_strikes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"faults":[{"fault":"429","target":"convo","count":1,"retryAfter":17},{"fault":"429","target":"slack","count":1}]}""");

        var convo = await sandbox.GetConvoAsync(Profile);
        var slack = await sandbox.SlackAsync("auth.test");

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited", "17"), (convo.Status, convo.Error, convo.Headers["Retry-After"]));
        Assert.Equal((HttpStatusCode.TooManyRequests, "ratelimited", "30"), (slack.Status, slack.Error, slack.Headers["Retry-After"]));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync(Profile)).Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.SlackAsync("auth.test")).Status);
    }

    [Fact]
    public async Task A_500_comes_in_the_way_of_the_api_it_strikes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"faults":[{"fault":"500","target":"convo"},{"fault":"500","target":"slack"}]}""");

        var convo = await sandbox.GetConvoAsync(Profile);
        var slack = await sandbox.SlackAsync("auth.test");

        Assert.Equal((HttpStatusCode.InternalServerError, "internal_error"), (convo.Status, convo.Error));
        Assert.Equal((HttpStatusCode.InternalServerError, "internal_error"), (slack.Status, slack.Error));
    }

    [Fact]
    public async Task Html_comes_instead_of_json_on_the_struck_path_alone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"html","target":"/slack/api/chat.postMessage"}""");

        using var answer = await sandbox.Http.PostAsync("/slack/api/chat.postMessage", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.SlackAsync("auth.test")).Status);
    }

    [Fact]
    public async Task A_hanging_call_gets_no_answer_until_its_time_is_over()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"hang","target":"convo","count":1,"duration":"PT1H"}""");

        var call = sandbox.Http.GetAsync(Profile);
        await StruckAsync(sandbox);
        Assert.False(call.IsCompleted);
        await MoveOnUntilAsync(sandbox, call);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task A_hanging_call_does_not_hold_up_the_stop()
    {
        var sandbox = await TestSandbox.StartAsync();
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        await sandbox.FaultAsync("""{"fault":"hang","target":"convo","duration":"PT1H"}""");
        var call = http.GetAsync(Profile);
        await StruckAsync(sandbox);

        await sandbox.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task A_delayed_call_is_answered_when_the_clock_has_moved()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"faults":[{"fault":"delay","target":"convo","count":1,"duration":"PT1H","when":"after"}]}""");

        var call = sandbox.GetConvoAsync(Profile);
        await StruckAsync(sandbox);
        Assert.False(call.IsCompleted);
        await MoveOnUntilAsync(sandbox, call);

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
    }

    [Fact]
    public async Task A_delayed_error_comes_whole_and_once()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"delay","target":"convo","count":1,"duration":"PT0S","when":"after"}""");

        var answer = await sandbox.GetConvoAsync("/api/v1/conversations/sess_none/keypoints");

        Assert.Equal("""{"error":{"code":"not_found","message":"Conversation not found"}}""", answer.Text);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_dropped_call_loses_its_connection_with_or_without_an_effect(string when, int messages)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync($$"""{"fault":"drop","target":"slack","count":1,"when":"{{when}}"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "x" }));

        var held = (await sandbox.GetControlAsync("/slack/messages?channel=%23meetings")).Json["messages"]!.AsArray();
        Assert.Equal(messages, held.Count);
    }

    [Fact]
    public async Task A_500_after_the_work_hides_an_effect_that_is_there()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"500","target":"slack","count":1,"when":"after"}""");

        var answer = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = "there" });

        Assert.Equal("""{"ok":false,"error":"internal_error"}""", answer.Text);
        Assert.Contains("there", (await sandbox.GetControlAsync("/slack/messages?channel=%23meetings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_calls()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var sandbox = await TestSandbox.StartAsync();
            await sandbox.FaultAsync("""{"fault":"500","target":"slack","probability":0.5,"seed":7}""");
            var struck = new List<char>();
            for (var call = 0; call < 40; call++)
            {
                struck.Add((await sandbox.SlackAsync("auth.test")).Status == HttpStatusCode.OK ? '.' : 'x');
            }

            runs.Add(string.Concat(struck));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Count(c => c == 'x'), 8, 32);
    }

    [Fact]
    public async Task Cleared_faults_strike_no_more_and_the_list_counts_their_strikes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"500","target":"convo"}""");
        await sandbox.GetConvoAsync(Profile);

        var shown = (await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!;
        await sandbox.ControlAsync(HttpMethod.Delete, "/faults");

        Assert.Equal(("500", 1), ((string?)shown["fault"], (int)shown["struck"]!));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync(Profile)).Status);
    }

    private static async Task StruckAsync(TestSandbox sandbox)
    {
        for (var look = 0; (int)(await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!["struck"]! == 0; look++)
        {
            Assert.True(look < 10_000, "the fault never struck");
        }
    }

    // A strike is counted just before its timer starts, so the first hour may pass too early.
    private static async Task MoveOnUntilAsync(TestSandbox sandbox, Task call)
    {
        for (var hours = 0; !call.IsCompleted; hours++)
        {
            Assert.True(hours < 1000, "the call never came to its end");
            await sandbox.PostControlAsync("/clock", """{"advance":"PT1H"}""");
        }
    }
}
