using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

public sealed class AccountRouteTests : IAsyncLifetime
{
    private const string Account = $"/api/connections/{TestApp.Connection}/account";
    private TestSandbox stage = null!;

    public async Task InitializeAsync() => stage = await TestSandbox.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Once_it_is_saved_an_account_shows_its_plan_and_its_generations()
    {
        var account = await AccountAsync();

        Assert.Equal("professional", account.GetProperty("tier").GetString());
        Assert.Equal(100, account.GetProperty("ai").GetProperty("remaining").GetInt32());
        Assert.False(account.TryGetProperty("stopped", out _));
    }

    [Fact]
    public async Task A_refused_key_is_told_with_advice_by_the_page_by_health_and_by_the_test_until_it_is_taken_again()
    {
        await stage.ChangeAsync(new { account = "professional", revoked = true });
        var stopped = (await TryAsync()).GetProperty("stopped");
        Assert.Equal("key-refused", stopped.GetProperty("kind").GetString());
        Assert.Contains("Try again", stopped.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Contains(await ConcernsAsync(), one => one is "account-stopped");
        var since = stopped.GetProperty("since").GetDateTimeOffset();
        Assert.Equal(since, (await TryAsync()).GetProperty("stopped").GetProperty("since").GetDateTimeOffset());

        await stage.ChangeAsync(new { account = "professional", revoked = false });
        var test = await SendAsync(HttpMethod.Post, $"/api/connections/{TestApp.Connection}/test");

        Assert.True(test.GetProperty("works").GetBoolean());
        Assert.False((await AccountAsync()).TryGetProperty("stopped", out _));
        var audit = stage.App.Tables.Snapshot().Where(row => row.Table == TableNames.Audit).Select(row => row.Row.Text("action")).ToList();
        Assert.Single(audit, action => action is "account.stopped");
        Assert.Single(audit, action => action is "account.goes-on");
    }

    [Fact]
    public async Task A_stopped_account_whose_connection_was_removed_is_told_no_more()
    {
        await stage.ChangeAsync(new { account = "professional", tier = "free" });
        Assert.Equal("plan-too-low", (await TryAsync()).GetProperty("stopped").GetProperty("kind").GetString());

        using var removed = await stage.App.AdminAsync(HttpMethod.Delete, $"/api/connections/{TestApp.Connection}");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.DoesNotContain(stage.App.Tables.Snapshot(), row => row.Row.Values.ContainsKey("stop"));
        Assert.DoesNotContain(stage.App.Tables.Snapshot(), row => row.Row.Values.ContainsKey("ownerAddress"));
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("nobody")]
    public async Task Only_connections_to_convo_have_one(string name)
    {
        using var answer = await stage.App.AdminAsync(HttpMethod.Get, $"/api/connections/{name}/account");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<JsonElement> AccountAsync() => SendAsync(HttpMethod.Get, Account);

    private Task<JsonElement> TryAsync() => SendAsync(HttpMethod.Post, $"{Account}/try");

    private async Task<JsonElement> SendAsync(HttpMethod method, string path)
    {
        using var answer = await stage.App.AdminAsync(method, path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<IReadOnlyList<string?>> ConcernsAsync() =>
        [.. (await SendAsync(HttpMethod.Get, "/api/health")).GetProperty("concerns").EnumerateArray().Select(one => one.GetProperty("name").GetString())];
}
