using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Starting;

/// <summary>What is still there when the program comes back.</summary>
[Collection(Alone.Name)]
public sealed class OneMachineSecondStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_second_start_knows_recipes_runs_and_the_webhooks_secret()
    {
        await using var stage = await OneMachine.SetUpAsync();
        await stage.App.Api.PublishAsync(
            Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);
        await Events.SendAsync(stage, "before");
        await SettledAsync(stage, runs: 1);

        await (await stage.StopAsync()).DisposeAsync();
        await stage.StartAsync();

        var recipes = (await stage.App.Api.GetAsync("api/recipes", None)).GetProperty("items");
        Assert.Contains(recipes.EnumerateArray(), recipe => recipe.GetProperty("id").GetString() == "greet");
        Assert.Equal(1, await Events.DoneAsync(stage));
        await Events.SendAsync(stage, "after");
        await SettledAsync(stage, runs: 2);
        Assert.Equal(["before", "after"], await Events.TextsAsync(stage));
    }

    [Fact]
    public async Task A_second_start_needs_nobody_else_to_answer()
    {
        using var data = new TempFolder();
        await using (var first = await AppProcess.StartAsync(new AppStart(data.Path)))
        {
            // Nobody listens there: connections to Convo and Slack that can't be reached.
            var nowhere = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
            await first.Api.ConnectConvoAsync(Accounts.Convo, nowhere, SandboxProcess.ApiKey, Accounts.Secret, None);
            await first.Api.ConnectSlackAsync("slack", nowhere, SandboxProcess.SlackToken, None);
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await AppProcess.StartAsync(new AppStart(data.Path));

        Assert.Equal("healthy", (await second.Api.GetAsync("api/health", None)).GetProperty("status").GetString());
        using var poster = new HttpPoster(second.Hook(Accounts.Convo));
        await poster.ConnectAsync(None);
        var signer = new HookSigner(Accounts.Secret, TimeProvider.System);
        var body = signer.Body("conversation.created", "sess_offline", "offline");
        Assert.Equal(200, await poster.PostAsync(body, signer.Sign(body), None));
    }

    private static Task SettledAsync(OneMachine stage, int runs) =>
        Eventually.HoldsAsync(async () => await Events.DoneAsync(stage) == runs, Patience, $"{runs} runs are done");
}
