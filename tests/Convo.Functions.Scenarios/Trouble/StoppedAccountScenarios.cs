using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>An account that Convo refuses is asked for nothing more, says why wherever something waits for it, and goes on once it is mended.</summary>
public abstract class StoppedAccountScenarios(IProductHost host) : Scenario(host)
{
    private const string Secret = "whsec_of-the-starter-account";
    private const string Starter = "starter";
    private readonly IProductHost host = host;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var saved = await Product.ConnectAsync(
            Starter, "convo", Product.Host.Sandbox, ("apiKey", "convo_sandbox_starter"), ("webhookSecret", Secret));
        Assert.True((int)saved.Status is 200 or 201, saved.Text);
    }

    [Fact]
    public async Task What_waits_for_a_stopped_account_says_why_and_until_when_and_goes_on_when_somebody_tries_again()
    {
        var told = Told();
        var conversation = await Product.HoldAsync(A.Meeting() with { HasJustEnded = true }, Starter);
        await ChangeAsync(Starter, ("revoked", true));
        await TellAsync(conversation);
        var run = Assert.Single((await Product.MeetingAsync(conversation, Starter)).Runs);
        Assert.Equal("waiting", run.State);
        Assert.Contains("refused the API key", run.Reason, StringComparison.Ordinal);
        Assert.Contains("Try again", run.Reason, StringComparison.Ordinal);
        Assert.Contains("waits until", run.Reason, StringComparison.Ordinal);

        // Whatever rings, nothing is sent: the sandbox would count it, as the key is good again.
        await ChangeAsync(Starter, ("revoked", false));
        var asked = await Product.ControlAsync("convo/calls");
        await Product.PassAsync(TimeSpan.FromMinutes(31));
        await Product.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(CallsOf(asked), CallsOf(await Product.ControlAsync("convo/calls")));
        Assert.Contains(await ConcernsAsync(), concern => concern is "account-stopped");
        Assert.Equal(told + 1, Told());
        Assert.Contains("refused", await TroubleAsync(), StringComparison.Ordinal);

        var tried = (await Product.PostAsync($"api/connections/{Starter}/account/try")).Json;
        Assert.False(tried.TryGetProperty("stopped", out _), tried.GetRawText());
        await Product.SettleAsync();

        Assert.Equal("done", Assert.Single((await Product.MeetingAsync(conversation, Starter)).Runs).State);
        Assert.Single(await Product.MessagesAboutAsync(conversation, connection: Starter));
        Assert.DoesNotContain(await ConcernsAsync(), concern => concern is "account-stopped");
    }

    [Fact]
    public async Task One_account_that_is_stopped_leaves_the_others_alone()
    {
        await ChangeAsync(Starter, ("revoked", true));
        await Product.PostAsync($"api/connections/{Starter}/account/try");

        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, meeting.Rendered);
        var account = await AccountAsync(Product.Host.Convo);
        Assert.False(account.TryGetProperty("stopped", out _));
        Assert.Equal("professional", account.GetProperty("tier").GetString());
        Assert.Equal("key-refused", (await AccountAsync(Starter)).GetProperty("stopped").GetProperty("kind").GetString());
        await ChangeAsync(Starter, ("revoked", false));
        await Product.PostAsync($"api/connections/{Starter}/account/try");
    }

    [Fact]
    public async Task Each_account_has_its_own_hour_its_own_cursor_and_its_own_generations()
    {
        var connected = await Product.ConnectAsync("enterprise", "convo", Product.Host.Sandbox, ("apiKey", "convo_sandbox_enterprise"));
        Assert.True((int)connected.Status is 200 or 201, connected.Text);
        await Product.PassAsync(TimeSpan.FromMinutes(6));

        var budgets = (await Product.GetAsync<BudgetsTold>("api/budgets")).Items.ToDictionary(one => one.Connection, one => one.Limit);
        Assert.Equal((100, 500, 2000), (budgets[Starter], budgets[Product.Host.Convo], budgets["enterprise"]));
        var accounts = (await Product.GetAsync<CompletenessTold>("api/completeness")).Accounts;
        Assert.All(accounts.Where(one => budgets.ContainsKey(one.Connection)), one => Assert.NotNull(one.ComparedAt));
        Assert.Equal(10, (await AccountAsync(Starter)).GetProperty("ai").GetProperty("limit").GetInt32());
        Assert.Equal(100, (await AccountAsync(Product.Host.Convo)).GetProperty("ai").GetProperty("limit").GetInt32());
        Assert.True((await AccountAsync("enterprise")).GetProperty("ai").GetProperty("isUnlimited").GetBoolean());
    }

    [Fact]
    public async Task A_lower_plan_is_noticed_within_a_day_and_stands_on_the_accounts_page()
    {
        await Product.PassAsync(TimeSpan.FromHours(25));
        await ChangeAsync("professional", ("tier", "starter"));
        await Product.PassAsync(TimeSpan.FromHours(25));

        var account = await AccountAsync(Product.Host.Convo);
        Assert.Equal(("starter", "professional"), (account.GetProperty("tier").GetString(), account.GetProperty("tierBefore").GetString()));
        Assert.False(account.TryGetProperty("stopped", out _));

        await ChangeAsync("professional", ("tier", "professional"));
        await Product.PassAsync(TimeSpan.FromHours(25));
        Assert.Equal("professional", (await AccountAsync(Product.Host.Convo)).GetProperty("tier").GetString());
    }

    private int Told() => host.Log.Warnings.Count(line => line.Contains("refused the API key", StringComparison.Ordinal));

    private static string CallsOf(JsonElement told) => told.GetProperty("accounts").EnumerateArray()
        .Single(one => one.GetProperty("tier").GetString() is Starter).GetProperty("calls").GetRawText();

    private Task ChangeAsync(string account, params (string Name, JsonNode Value)[] changes)
    {
        var body = new JsonObject { ["account"] = account };
        foreach (var (name, value) in changes)
        {
            body[name] = value;
        }

        return Product.SandboxAsync("convo", body);
    }

    private async Task TellAsync(string conversation)
    {
        var body = new JsonObject
        {
            ["event"] = KeyPointsReady,
            ["data"] = new JsonObject { ["conversationId"] = conversation, ["title"] = "Told" },
            ["timestamp"] = (await Product.NowAsync()).ToString("O"),
        };
        Assert.Equal(200, (int)(await Product.HookAsync(Starter, body.ToJsonString(), Secret)).Status);
        await Product.SettleAsync();
    }

    private Task<JsonElement> AccountAsync(string name) => Product.GetAsync<JsonElement>($"api/connections/{name}/account");

    private async Task<IReadOnlyList<string?>> ConcernsAsync()
    {
        // Health is kept for two seconds.
        await Product.PassAsync(TimeSpan.FromSeconds(3));
        var health = await Product.GetAnswerAsync("api/health");
        return [.. health.Json.GetProperty("concerns").EnumerateArray().Select(one => one.GetProperty("name").GetString())];
    }

    private async Task<string> TroubleAsync() =>
        (await Product.GetAsync<CompletenessTold>("api/completeness")).Accounts.Single(one => one.Connection == Starter).Trouble ?? "";
}
