using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>What an account's owner or Convo can change while a connector runs: the plan, the key, the credits.</summary>
public sealed class AccountTests
{
    private const string Profile = "/api/v1/user/profile";

    [Fact]
    public async Task A_downgrade_to_free_refuses_every_call_and_stops_the_webhooks_silently_until_it_is_taken_back()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync("/convo", """{"account":"professional","tier":"free"}""");
        await sandbox.PlayAsync();
        var refused = await sandbox.GetConvoAsync(Profile);

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (refused.Status, refused.Error));
        Assert.Empty(receiver.All);
        Assert.Empty((await sandbox.GetControlAsync("/deliveries")).Json["deliveries"]!.AsArray());

        await sandbox.PostControlAsync("/convo", """{"tier":"professional"}""");
        await sandbox.PlayAsync();
        Assert.Equal(5, receiver.All.Count);
        Assert.Equal(2, (int)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["pagination"]!["total"]!);
    }

    [Fact]
    public async Task A_downgrade_to_starter_leaves_the_api_takes_the_webhooks_and_counts_what_was_used()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);
        await sandbox.PostControlAsync("/convo", """{"creditsUsed":40,"tier":"starter"}""");

        var id = await sandbox.PlayAsync();

        Assert.Empty(receiver.All);
        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.GetConvoAsync("/api/v1/webhooks")).Status);
        var profile = await sandbox.GetConvoAsync(Profile);
        Assert.Equal(("starter", "100"), ((string?)profile.Json["data"]!["subscription"]!["tier"], profile.Headers["X-RateLimit-Limit"]));
        Assert.Equal(
            """{"used":40,"limit":10,"remaining":0}""",
            Without(profile.Json["data"]!["apiUsage"]!["aiGenerations"]!.AsObject(), "resetsAt").ToJsonString());
        Assert.Equal("ai_limit_exceeded", (await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/email")).Error);
    }

    [Fact]
    public async Task A_revoked_key_is_unauthorized_and_a_restored_one_works_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync("/convo", """{"revoked":true}""");
        var refused = await sandbox.GetConvoAsync(Profile);
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (refused.Status, refused.Error));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Get, Profile, key: "convo_sandbox_starter")).Status);
        await sandbox.PlayAsync();
        Assert.Equal(5, receiver.All.Count);

        await sandbox.PostControlAsync("/convo", """{"revoked":false}""");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync(Profile)).Status);
    }

    [Fact]
    public async Task The_state_of_every_account_is_shown_with_its_key()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/convo", """{"account":"starter","creditsUsed":7}""");

        var accounts = (await sandbox.GetControlAsync("/convo")).Json["accounts"]!.AsArray();

        Assert.Equal(["starter", "professional", "enterprise"], accounts.Select(one => (string?)one!["account"]));
        Assert.Equal((7, 10), ((int)accounts[0]!["creditsUsed"]!, (int)accounts[0]!["creditsLimit"]!));
        Assert.True(accounts[2]!.AsObject().ContainsKey("creditsLimit"));
        Assert.All(accounts, one => Assert.StartsWith("convo_sandbox_", (string?)one!["key"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"account":"gold"}""", "starter, professional, enterprise")]
    [InlineData("""{"tier":"gold"}""", "free, starter, professional, enterprise")]
    [InlineData("""{"creditsUsed":-1}""", "creditsUsed")]
    [InlineData("""{"revoked":"yes"}""", "$.revoked")]
    public async Task Rubbish_is_refused_and_changes_nothing(string body, string hint)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = (await sandbox.GetControlAsync("/convo")).Text;

        var answer = await sandbox.PostControlAsync("/convo", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(hint, answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await sandbox.GetControlAsync("/convo")).Text);
    }

    private static JsonObject Without(JsonObject json, string member)
    {
        json.Remove(member);
        return json;
    }
}
