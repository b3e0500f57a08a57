using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.Webhooks;

/// <summary>The webhook of a connection: its secret is replaced while events come in, and what goes wrong at Convo is made good.</summary>
public abstract class WebhookScenarios(IProductHost host) : Scenario(host)
{
    private const int QuietMeetings = 196;
    private const int PostedMeetings = 8;
    private const int AtOnce = 4;
    private const int Events = 1000;

    private static readonly string[] Quiet =
        ["conversation.created", "transcript.ready", "conversation.updated", "conversation.updated", "conversation.shared"];

    [Fact]
    public async Task S4_of_a_thousand_events_during_rotations_every_one_is_taken_and_nothing_is_posted_twice()
    {
        var before = (await SentAsync()).Count;
        var posted = new List<(string Conversation, MeetingScript Meeting)>();
        var batches = QuietMeetings / AtOnce;
        for (var batch = 0; batch < batches; batch++)
        {
            // A driver bounds its waits; a thousand events are more than one scenario's worth.
            using var product = new Product(Product.Host);
            var plays = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => product.PlayAsync(A.Meeting().WithoutKeyPoints(), Quiet)));
            if (batch % (batches / PostedMeetings) is 0)
            {
                var meeting = A.Meeting();
                var play = product.PlayAsync(meeting, KeyPointsReady, SummaryReady, ActionItemsReady);
                Assert.Equal(HttpStatusCode.OK, (await product.PostAsync($"api/connections/{product.Host.Convo}/rotate")).Status);
                posted.Add((await play, meeting));
            }

            await plays;
        }

        var sent = (await SentAsync()).Skip(before).ToList();
        Assert.All(sent, one => Assert.Equal(200, one.Status));
        Assert.InRange(sent.Count, Events, int.MaxValue);
        Assert.InRange(sent.Select(one => one.WebhookId).Distinct().Count(), PostedMeetings, int.MaxValue);
        foreach (var (conversation, meeting) in posted)
        {
            using var product = new Product(Product.Host);
            Assert.Single((await product.UntilEndedAsync(conversation)).Runs);
            Assert.Equal(meeting.Rendered, Assert.Single(await product.MessagesAboutAsync(conversation)).Words);
        }

        Assert.Equal("guarded", (await WebhookAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_webhook_that_was_removed_at_Convo_is_registered_again_without_anybody_asking()
    {
        var old = (await WebhookAsync()).GetProperty("webhookId").GetString()!;
        await RemoveAtConvoAsync(old);
        await Product.PassAsync(TimeSpan.FromMinutes(65));
        await Product.PassAsync(TimeSpan.FromMinutes(5));

        var told = await WebhookAsync();
        Assert.Equal("guarded", told.GetProperty("state").GetString());
        Assert.NotEqual(old, told.GetProperty("webhookId").GetString());
        Assert.NotEmpty(told.GetProperty("found").EnumerateArray());
        Assert.True(await Product.IsTakenAsync(await Product.PlayAsync(A.Meeting().WithoutKeyPoints(), "conversation.created")));
    }

    [Theory]
    [InlineData("events", 1)]
    [InlineData("url", 1)]
    [InlineData("secret", 25)]
    public async Task A_webhook_that_was_altered_at_Convo_is_made_anew_and_what_it_lost_meanwhile_is_found(string what, int hours)
    {
        // What was altered is made anew once a day at most.
        await PassAsync(TimeSpan.FromHours(25));
        var old = (await WebhookAsync()).GetProperty("webhookId").GetString()!;
        await Product.SandboxAsync($"webhooks/{old}", Altered(what));
        var meeting = A.Meeting().WithActionItem("Told while it was altered") with { HasJustEnded = true };
        var lost = await Product.PlayAsync(meeting);
        Assert.NotEqual(HttpStatusCode.OK, await AnswerToAsync(lost, KeyPointsReady));

        // What delivers no longer is noticed by the next look; a secret that is not ours, by the daily test.
        await PassAsync(TimeSpan.FromHours(hours));

        var told = await WebhookAsync();
        Assert.Equal("guarded", told.GetProperty("state").GetString());
        Assert.NotEmpty(told.GetProperty("found").EnumerateArray());
        var only = Assert.Single(await ListedAsync());
        Assert.Equal(told.GetProperty("webhookId").GetString(), only.GetProperty("id").GetString());
        Assert.NotEqual(old, only.GetProperty("id").GetString());
        Assert.EndsWith($"/hooks/convo/{Product.Host.Convo}", only.GetProperty("url").GetString(), StringComparison.Ordinal);
        using var product = new Product(Product.Host);
        await product.UntilEndedAsync(lost);
        Assert.Contains("Told while it was altered", Assert.Single(await product.MessagesAboutAsync(lost)).Words, StringComparison.Ordinal);

        var next = await product.PlayAsync(A.Meeting());
        await product.UntilEndedAsync(next);
        Assert.True(await product.IsTakenAsync(next));
        Assert.Equal(HttpStatusCode.OK, await AnswerToAsync(next, KeyPointsReady));
        Assert.Single(await product.MessagesAboutAsync(next));
    }

    [Fact]
    public async Task It_is_tested_every_day()
    {
        var first = (await WebhookAsync()).GetProperty("test").GetProperty("at").GetDateTimeOffset();
        await Product.PassAsync(TimeSpan.FromHours(25));
        await Product.PassAsync(TimeSpan.FromMinutes(5));

        var test = (await WebhookAsync()).GetProperty("test");
        Assert.True(test.GetProperty("passed").GetBoolean());
        Assert.InRange(test.GetProperty("at").GetDateTimeOffset() - first, TimeSpan.FromHours(24), TimeSpan.FromHours(26));
    }

    private async Task<JsonElement> WebhookAsync()
    {
        using var product = new Product(Product.Host);
        return await product.GetAsync<JsonElement>($"api/connections/{product.Host.Convo}/webhook");
    }

    private JsonObject Altered(string what) => what switch
    {
        "events" => new() { ["events"] = new JsonArray("conversation.deleted") },
        "url" => new() { ["url"] = new Uri(Product.Host.Address, "hooks/convo/somebody-elses").AbsoluteUri },
        _ => new() { ["secret"] = "whsec_of_somebody_else" },
    };

    private async Task PassAsync(TimeSpan time)
    {
        using var product = new Product(Product.Host);
        await product.PassAsync(time);
        await product.PassAsync(TimeSpan.FromMinutes(5));
    }

    private async Task<IReadOnlyList<JsonElement>> ListedAsync()
    {
        using var product = new Product(Product.Host);
        return [.. (await product.ControlAsync("webhooks")).GetProperty("webhooks").EnumerateArray()];
    }

    // What was answered to an event about a meeting; null where it was not sent, or not answered.
    private async Task<HttpStatusCode?> AnswerToAsync(string conversation, string name)
    {
        using var product = new Product(Product.Host);
        return (await product.ControlAsync("deliveries")).GetProperty("deliveries").EnumerateArray()
            .Where(sent => sent.TryGetProperty("conversationId", out var id) && id.GetString() == conversation && sent.GetProperty("event").GetString() == name)
            .Select(sent => sent.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Number ? status.GetInt32() : (int?)null)
            .LastOrDefault() is { } code ? (HttpStatusCode)code : null;
    }

    private async Task RemoveAtConvoAsync(string id)
    {
        using var convo = new HttpClient { BaseAddress = Product.Host.Sandbox };
        convo.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxServer.ConvoApiKey);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "api/v1/webhooks") { Content = JsonContent.Create(new JsonObject { ["id"] = id }) };
        using var answer = await convo.SendAsync(request, Product.Bound);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<IReadOnlyList<(string WebhookId, int? Status)>> SentAsync()
    {
        using var product = new Product(Product.Host);
        return [.. (await product.ControlAsync("deliveries")).GetProperty("deliveries").EnumerateArray()
            .Where(sent => sent.TryGetProperty("conversationId", out var id) && id.ValueKind is JsonValueKind.String)
            .Select(sent => (
                sent.GetProperty("webhookId").GetString()!,
                sent.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : (int?)null))];
    }
}
