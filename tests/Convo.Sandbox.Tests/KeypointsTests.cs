using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class KeypointsTests
{
    private const string Bare = """{"meeting":{"title":"Bare","segments":[{"text":"I will send the list to everybody tomorrow.","speaker":"Marit"}]}}""";

    [Fact]
    public async Task Stored_key_points_are_given_word_for_word_with_members_that_nobody_knows()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string keypoints = """{"title":"T","actionItems":[{"item":"a < b & c 🎉","dueDate":"x"}],"mood":{"score":1.50}}""";
        var id = await sandbox.PlayAsync($$$"""{"meeting":{"title":"T","keypoints":{{{keypoints}}}}}""");

        var answer = await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints");

        var text = answer.Text.Replace("\\uD83C\\uDF89", "🎉", StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"keypoints\":" + keypoints, text, StringComparison.Ordinal);
        Assert.Null(answer.Json["data"]!["cached"]);
    }

    [Fact]
    public async Task A_meeting_without_key_points_is_not_found_until_a_post_makes_them_for_one_credit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(Bare);

        Assert.Equal("not_found", (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Error);
        var made = await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/keypoints");

        Assert.False((bool)made.Json["data"]!["cached"]!);
        Assert.Equal("Marit", (string?)made.Json["data"]!["keypoints"]!["actionItems"]![0]!["owner"]);
        Assert.Equal(1, await UsedAsync(sandbox));
        Assert.Equal(
            made.Json["data"]!["keypoints"]!.ToJsonString(),
            (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Json["data"]!["keypoints"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, true, 0)]
    [InlineData("{}", true, 0)]
    [InlineData("""{"forceRefresh":false}""", true, 0)]
    [InlineData("""{"forceRefresh":true}""", false, 1)]
    public async Task Only_a_forced_refresh_of_stored_key_points_costs_a_credit(string? body, bool cached, int credits)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/keypoints", body);

        Assert.Equal(cached, (bool)answer.Json["data"]!["cached"]!);
        Assert.Equal(credits, await UsedAsync(sandbox));
    }

    [Fact]
    public async Task Generated_key_points_are_announced_to_the_webhook()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync(Bare);
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/keypoints");

        Assert.Equal("conversation.keypoints.ready", (await receiver.NextAsync()).Event);
        Assert.Equal("conversation.summary.ready", (await receiver.NextAsync()).Event);
        Assert.Equal(1, (int)(await receiver.NextAsync()).Json["data"]!["actionItemCount"]!);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null and void")]
    [InlineData("""{"forceRefresh":"yes"}""")]
    [InlineData("""{"forceRefresh":true,"forceRefresh":false}""")]
    public async Task A_wrong_body_is_a_validation_error_and_costs_nothing(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(Bare);

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/keypoints", body);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
        Assert.Equal(0, await UsedAsync(sandbox));
    }

    [Fact]
    public async Task The_hundred_and_first_credit_of_a_month_is_refused_until_the_month_turns()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/clock", """{"set":"2027-01-31T23:00:00Z"}""");
        var id = await sandbox.PlayAsync();
        var path = $"/api/v1/conversations/{id}/keypoints";
        for (var credit = 1; credit <= 100; credit++)
        {
            Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Post, path, """{"forceRefresh":true}""")).Status);
        }

        var refused = await sandbox.ConvoAsync(HttpMethod.Post, path, """{"forceRefresh":true}""");
        Assert.Equal((HttpStatusCode.TooManyRequests, "ai_limit_exceeded"), (refused.Status, refused.Error));
        Assert.False(refused.Headers.ContainsKey("Retry-After"));
        Assert.True((bool)(await sandbox.ConvoAsync(HttpMethod.Post, path)).Json["data"]!["cached"]!);

        await sandbox.PostControlAsync("/clock", """{"advance":"PT1H1M"}""");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Post, path, """{"forceRefresh":true}""")).Status);
        Assert.Equal(1, await UsedAsync(sandbox));
    }

    private static async Task<int> UsedAsync(TestSandbox sandbox) =>
        (int)(await sandbox.GetConvoAsync("/api/v1/user/profile")).Json["data"]!["apiUsage"]!["aiGenerations"]!["used"]!;
}
