using System.Net;
using System.Text.Json;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>The accounts of the other plans, as the documented table of plans has them.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("starter", "100", "10")]
    [InlineData("professional", "500", "100")]
    [InlineData("enterprise", "2000", null)]
    public async Task Each_plan_has_its_calls_and_its_generations(string tier, string calls, string? generations)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var profile = await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: $"convo_sandbox_{tier}");

        var data = JsonElement.Parse(profile.Text).GetProperty("data");
        Assert.Equal(tier, data.GetProperty("subscription").GetProperty("tier").GetString());
        Assert.Equal(calls, profile.Headers["X-RateLimit-Limit"]);
        var limit = data.GetProperty("apiUsage").GetProperty("aiGenerations").TryGetProperty("limit", out var number) ? number.ToString() : "";
        Assert.Equal(generations ?? "", limit);
    }

    [Fact]
    public async Task Starter_is_refused_webhooks()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/webhooks", key: "convo_sandbox_starter")).Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/webhooks", key: "convo_sandbox_enterprise")).Status);
    }

    [Fact]
    public async Task A_meeting_is_in_the_account_that_it_was_played_into_and_in_no_other()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var played = await sandbox.PostControlAsync("/meetings", """{"scenario":"weekly-sync","account":"starter"}""");
        var id = JsonElement.Parse(played.Text).GetProperty("conversationId").GetString();

        var path = $"/api/v1/conversations/{id}/keypoints";
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Get, path, key: "convo_sandbox_starter")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.GetConvoAsync(path)).Status);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_refused_with_those_that_do()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync("/meetings", """{"scenario":"weekly-sync","account":"free"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("starter, professional, enterprise", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_counted_by_account_the_refused_ones_apart()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        for (var call = 0; call < 102; call++)
        {
            await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: "convo_sandbox_starter");
        }

        var accounts = JsonElement.Parse((await sandbox.ControlAsync(HttpMethod.Get, "/convo/calls")).Text).GetProperty("accounts").EnumerateArray().ToList();

        var starter = accounts.Single(account => account.GetProperty("tier").GetString() == "starter");
        Assert.Equal((100, 2, 100), (
            starter.GetProperty("calls").GetInt32(), starter.GetProperty("refused").GetInt32(), starter.GetProperty("mostInAnHour").GetInt32()));
        Assert.Equal(0, accounts.Single(account => account.GetProperty("tier").GetString() == "professional").GetProperty("calls").GetInt32());
    }
}
