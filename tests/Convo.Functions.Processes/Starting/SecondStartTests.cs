using System.Text.Json;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Starting;

/// <summary>What is still there when the program comes back.</summary>
public sealed class SecondStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_second_start_knows_recipes_runs_and_the_webhooks_secret()
    {
        await using var staged = await Staged.SetUpAsync(None);
        await staged.App.Api.PublishAsync(
            Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);
        await PostAsync(staged, "sess_before");
        await SettledAsync(staged, runs: 1);

        Assert.Equal(0, await staged.App.StopAsync());
        await staged.CrashAsync();
        await staged.StartAppAsync();

        var recipes = (await staged.App.Api.GetAsync("api/recipes", None)).GetProperty("items");
        Assert.Contains(recipes.EnumerateArray(), recipe => recipe.GetProperty("id").GetString() == "greet");
        Assert.Single(await RunsAsync(staged));
        await PostAsync(staged, "sess_after");
        await SettledAsync(staged, runs: 2);
        Assert.Equal(
            ["sess_before", "sess_after"],
            (await staged.Sandbox.MessagesAsync("meetings", None)).Select(message => message.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_second_start_needs_nobody_else_to_answer()
    {
        using var data = new TempFolder();
        await using (var first = await AppProcess.StartAsync(new AppStart(data.Path)))
        {
            // Nobody listens there: connections to Convo and Slack that can't be reached.
            var nowhere = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
            await first.Api.ConnectConvoAsync("acme", nowhere, SandboxProcess.ApiKey, Staged.Secret, None);
            await first.Api.ConnectSlackAsync("slack", nowhere, SandboxProcess.SlackToken, None);
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await AppProcess.StartAsync(new AppStart(data.Path));

        Assert.Equal("healthy", (await second.Api.GetAsync("api/health", None)).GetProperty("status").GetString());
        using var poster = new HttpPoster(second.Hook("acme"));
        await poster.ConnectAsync(None);
        var signer = new HookSigner(Staged.Secret, TimeProvider.System);
        var body = signer.Body("conversation.created", "sess_offline", "offline");
        Assert.Equal(200, await poster.PostAsync(body, signer.Sign(body), None));
    }

    private static async Task PostAsync(Staged staged, string conversation)
    {
        using var poster = new HttpPoster(staged.Hook);
        await poster.ConnectAsync(None);
        var body = staged.Signer.Body("conversation.created", conversation, conversation);
        Assert.Equal(200, await poster.PostAsync(body, staged.Signer.Sign(body), None));
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(Staged staged) =>
        [.. (await staged.App.Api.GetAsync("api/runs", None)).GetProperty("items").EnumerateArray()];

    private static Task SettledAsync(Staged staged, int runs) => Eventually.HoldsAsync(
        async () => (await RunsAsync(staged)).Count(run => run.GetProperty("state").GetString() == "done") == runs, Patience, $"{runs} runs are done");
}
