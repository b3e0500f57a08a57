using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Sandbox;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Web.Tests.Webhooks;

/// <summary>What goes wrong with webhooks at Convo and on the way, and what is made of it.</summary>
public sealed class RepairTests
{
    [Fact]
    public async Task What_is_told_after_connecting_is_proven_from_both_ends()
    {
        await using var stage = await WebhookStage.StartAsync();
        var told = await stage.ToldAsync();
        Assert.Equal("guarded", told.GetProperty("state").GetString());
        Assert.True(told.GetProperty("works").GetBoolean());
        Assert.True(told.GetProperty("test").GetProperty("passed").GetBoolean());
        Assert.True(told.TryGetProperty("heardAt", out _));
        Assert.Equal(
            told.GetProperty("registeredAt").GetDateTimeOffset().AddDays(90), told.GetProperty("rotatesAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("whsec", told.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_removed_at_Convo_is_registered_again_within_the_hour_and_it_is_told()
    {
        await using var stage = await WebhookStage.StartAsync();
        await stage.Account.RemoveWebhookAsync(await stage.ConnectionAsync(), (await stage.RecordAsync()).WebhookId!, default);
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Single(await stage.ListedAsync());
        var found = (await stage.ToldAsync()).GetProperty("found").EnumerateArray().First().GetProperty("what").GetString();
        Assert.Contains("not registered at Convo any more", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_one_with_our_address_is_removed_and_those_of_others_stay()
    {
        await using var stage = await WebhookStage.StartAsync();
        await stage.ConnectAsync("second", SandboxServer.ConvoApiKey);
        var address = WebhookGuard.AddressOf(WebhookStage.Name, stage.Front.Address);
        await stage.Account.RegisterWebhookAsync(await stage.ConnectionAsync(), address, default);
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            ["/hooks/convo/acme", "/hooks/convo/second"], (await stage.ListedAsync()).Select(webhook => new Uri(webhook.Address).AbsolutePath).Order());
        Assert.Equal("guarded", (await stage.ToldAsync("second")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Where_others_hold_all_places_their_addresses_are_named_and_health_says_so_until_one_is_free()
    {
        await using var stage = await WebhookStage.StartAsync();
        var connection = await stage.ConnectionAsync();
        await stage.Account.RemoveWebhookAsync(connection, (await stage.RecordAsync()).WebhookId!, default);
        for (var number = 0; number < 3; number++)
        {
            await stage.Account.RegisterWebhookAsync(connection, new Uri($"https://other{number}.example.com/in"), default);
        }

        await stage.RoundAsync(TimeSpan.FromHours(1));
        var told = await stage.ToldAsync();
        Assert.Equal("no-place", told.GetProperty("state").GetString());
        Assert.Contains("https://other1.example.com/in", told.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, (await stage.ListedAsync()).Count);
        Assert.True(await IsOfConcernAsync(stage));

        await stage.Account.RemoveWebhookAsync(connection, (await stage.ListedAsync())[0].Id, default);
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Equal("guarded", (await stage.ToldAsync()).GetProperty("state").GetString());
        Assert.False(await IsOfConcernAsync(stage));
    }

    [Fact]
    public async Task At_three_of_three_the_old_one_goes_first_and_the_gap_is_told()
    {
        await using var stage = await WebhookStage.StartAsync();
        for (var number = 0; number < 2; number++)
        {
            await stage.Account.RegisterWebhookAsync(await stage.ConnectionAsync(), new Uri($"https://other{number}.example.com/in"), default);
        }

        var old = (await stage.RecordAsync()).WebhookId;
        var told = await WebhookStage.RotateAsync(stage.App);
        Assert.Equal("guarded", told.GetProperty("state").GetString());
        Assert.NotEqual(old, told.GetProperty("webhookId").GetString());
        Assert.Equal(3, (await stage.ListedAsync()).Count);
        Assert.Contains(
            told.GetProperty("found").EnumerateArray(),
            found => found.GetProperty("what").GetString()!.Contains("no webhook was registered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_without_webhooks_is_no_trouble_and_is_not_warned_of()
    {
        await using var stage = await WebhookStage.StartAsync(SandboxServer.ConvoStarterKey);
        Assert.Equal("not-in-plan", (await stage.ToldAsync()).GetProperty("state").GetString());
        Assert.False(await IsOfConcernAsync(stage));
        Assert.DoesNotContain(Warnings(stage), line => line.Contains("webhook", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_answers_in_front_of_the_app_is_found_out_although_Convo_takes_it_for_delivered()
    {
        await using var stage = await WebhookStage.StartAsync();
        stage.Front.Answers = 200;
        Assert.Equal("failing", await WebhookStage.StateAfterTestAsync(stage.App));
        Assert.Equal("elsewhere", (await stage.ToldAsync()).GetProperty("test").GetProperty("result").GetString());
        Assert.True(await IsOfConcernAsync(stage));
        Assert.Equal("failing", await WebhookStage.StateAfterTestAsync(stage.App));
        Assert.Single(Warnings(stage), line => line.Contains("does not do its work", StringComparison.Ordinal));

        stage.Front.Answers = null;
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Equal("guarded", (await stage.ToldAsync()).GetProperty("state").GetString());
        Assert.Contains(Audit(stage), action => action is "webhook.works-again");
    }

    [Fact]
    public async Task A_denied_test_is_mended_by_registering_anew_once()
    {
        await using var stage = await WebhookStage.StartAsync();
        var old = (await stage.RecordAsync()).WebhookId;
        stage.Front.Answers = 401;
        await WebhookStage.StateAfterTestAsync(stage.App);
        var anew = (await stage.RecordAsync()).WebhookId;
        Assert.NotEqual(old, anew);
        Assert.Equal("failing", await WebhookStage.StateAfterTestAsync(stage.App));
        Assert.Equal(anew, (await stage.RecordAsync()).WebhookId);

        stage.Front.Answers = null;
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Equal(anew, Assert.Single(await stage.ListedAsync()).Id);
    }

    [Fact]
    public async Task A_new_version_tests_at_its_first_round()
    {
        await using var stage = await WebhookStage.StartAsync();
        var before = Audit(stage).Count(action => action is "webhook.tested");
        await stage.RoundAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Audit(stage).Count(action => action is "webhook.tested"));

        var store = new WebhookStore(stage.App.Tables, new SystemChance(), TimeProvider.System);
        await store.ChangeAsync(WebhookStage.Name, record => record with { Test = record.Test! with { Version = "an older one" } }, default);
        await stage.RoundAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(before + 1, Audit(stage).Count(action => action is "webhook.tested"));
    }

    [Fact]
    public async Task Two_instances_at_once_register_one()
    {
        await using var stage = await WebhookStage.StartAsync();
        await using var second = await stage.BesideAsync();
        await stage.Account.RemoveWebhookAsync(await stage.ConnectionAsync(), (await stage.RecordAsync()).WebhookId!, default);
        await Task.WhenAll(
            WebhookStage.StateAfterTestAsync(stage.App), WebhookStage.StateAfterTestAsync(second), WebhookStage.StateAfterTestAsync(stage.App));
        await stage.RoundAsync(TimeSpan.FromHours(1));
        Assert.Single(await stage.ListedAsync());
        Assert.Equal(2, Audit(stage).Count(action => action is "webhook.registered"));
    }

    [Fact]
    public async Task Only_connections_to_Convo_have_one_and_only_admins_replace_its_secret()
    {
        await using var stage = await WebhookStage.StartAsync();
        await stage.App.SlackAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Get, "webhook"), (HttpMethod.Post, "webhook/test"), (HttpMethod.Post, "rotate") })
        {
            using var slack = await stage.App.AdminAsync(method, $"/api/connections/slack/{path}");
            Assert.Equal(HttpStatusCode.Conflict, slack.StatusCode);
            using var none = await stage.App.AdminAsync(method, $"/api/connections/none/{path}");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        using var made = await stage.App.AdminAsync(HttpMethod.Post, "/api/tokens", """{"name":"ed","role":"editor"}""");
        var token = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString();
        using var refused = await stage.App.SendAsync(HttpMethod.Post, "/api/connections/acme/rotate", null, token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static IEnumerable<string> Warnings(WebhookStage stage) => stage.App.Log.Of(LogLevel.Warning);

    private static IReadOnlyList<string?> Audit(WebhookStage stage) =>
        [.. stage.App.Tables.Snapshot().Where(row => row.Table == TableNames.Audit).Select(row => row.Row.Text("action"))];

    private static async Task<bool> IsOfConcernAsync(WebhookStage stage)
    {
        // Health is looked at anew after two seconds.
        stage.Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        return (await stage.App.Http.GetStringAsync("/api/health")).Contains("\"webhook\"", StringComparison.Ordinal);
    }
}
