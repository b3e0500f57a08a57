using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Standalone;
using Convo.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>What a start does to a data folder: it connects the sandbox and offers the sample, and leaves alone what a person made.</summary>
public sealed class StartScenarios : IDisposable
{
    private const string Slack = "slack";
    private static readonly Uri Elsewhere = new("http://127.0.0.1:9/slack/api/");
    private readonly string folder = Directory.CreateTempSubdirectory("convo-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_connection_of_ones_own_on_this_machine_stays_when_the_sandbox_starts()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            Assert.NotNull(await Connections(app).SaveAsync(SlackAt(Elsewhere, "xoxb-my-own"), CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);
        var kept = await Connections(again).FindAsync(Slack, CancellationToken.None);

        Assert.Equal(Elsewhere.AbsoluteUri, kept?.Settings[ConnectionKind.BaseUrlSetting]);
        Assert.Equal("xoxb-my-own", (await Connections(again).ReadAsync(kept!, CancellationToken.None))?["token"]);
    }

    [Fact]
    public async Task The_connection_to_the_sandbox_follows_it_to_another_port()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            Assert.NotNull(await Connections(app).SaveAsync(SlackAt(Elsewhere, SandboxServer.SlackBotToken), CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);
        var moved = await Connections(again).FindAsync(Slack, CancellationToken.None);

        Assert.Equal(again.Sandbox!.SlackAddress.AbsoluteUri, moved?.Settings[ConnectionKind.BaseUrlSetting]);
    }

    [Theory]
    [InlineData("127.0.0.1", "none-loopback")]
    [InlineData("smtp.example.com", "starttls")]
    public async Task A_mail_server_of_ones_own_stays_when_the_sandbox_starts(string server, string security)
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            Assert.NotNull(await Connections(app).SaveAsync(MailAt(server, "587", security, "my own"), CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);
        var kept = await Connections(again).FindAsync("mail", CancellationToken.None);

        Assert.Equal((server, "587"), (kept?.Settings[MailSettings.Host], kept?.Settings[MailSettings.Port]));
        Assert.Equal("my own", (await Connections(again).ReadAsync(kept!, CancellationToken.None))?[MailSettings.Password]);
    }

    [Fact]
    public async Task The_connection_to_the_sandboxs_mailbox_follows_it_to_another_port()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            var draft = MailAt("127.0.0.1", "9", MailSettings.NoneOnLoopback, SandboxServer.MailPassword);
            Assert.NotNull(await Connections(app).SaveAsync(draft, CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);
        var moved = await Connections(again).FindAsync("mail", CancellationToken.None);

        Assert.Equal($"{again.Sandbox!.MailPort}", moved?.Settings[MailSettings.Port]);
    }

    [Theory]
    [InlineData("d|", true)]
    [InlineData("p|", false)]
    [InlineData("p|", true)]
    public async Task A_first_start_that_crashes_over_the_sample_is_made_good_by_the_next(string key, bool afterTheWrite)
    {
        var cut = PowerCut.At(TableNames.Recipes, row => row.Key.StartsWith(key, StringComparison.Ordinal), afterTheWrite);
        await Assert.ThrowsAsync<StorageException>(() => StartAsync(sandbox: true, services =>
        {
            var store = (ITables)services.Last(service => service.ServiceType == typeof(ITables)).ImplementationInstance!;
            services.AddSingleton(cut.Around(store));
        }));

        await using var again = await StartAsync(sandbox: true);

        Assert.Equal((1, true), await SampleAsync(again));
    }

    [Fact]
    public async Task A_sample_that_this_version_cannot_run_ends_the_start_and_says_why()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StartAsync(sandbox: true, services => services.AddSingleton(new RecipeVocabulary(Array.Empty<IRecipeAction>()))));

        Assert.Contains("steps[0].action", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_sandbox_the_sample_is_a_draft_until_a_start_with_it()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            Assert.Equal((0, false), await SampleAsync(app));
        }

        await using var again = await StartAsync(sandbox: true);

        Assert.Equal((1, true), await SampleAsync(again));
    }

    [Fact]
    public async Task A_draft_that_a_person_saved_is_not_published_by_a_start()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            var own = ReadyRecipes.Document(ReadyRecipes.ActionItemsToSlack)!.Value;
            var words = app.Services.GetRequiredService<RecipeVocabulary>();
            Assert.IsType<RecipeChange.Done>(await Recipes(app).SaveDraftAsync(own, words, "ann", ifTag: null, CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);

        Assert.Equal((0, false), await SampleAsync(again));
    }

    [Fact]
    public async Task Beside_a_real_account_the_sample_stays_a_draft()
    {
        await using (var app = await StartAsync(sandbox: false))
        {
            var secrets = new Dictionary<string, string> { ["apiKey"] = "convo_nobodys_key" };
            var settings = new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = Elsewhere.AbsoluteUri };
            var draft = new ConnectionDraft("acme", "convo", settings, secrets);
            Assert.NotNull(await Connections(app).SaveAsync(draft, CancellationToken.None));
        }

        await using var again = await StartAsync(sandbox: true);

        Assert.True(again.HasRealAccount);
        Assert.Equal((0, false), await SampleAsync(again));
    }

    private static ConnectionDraft SlackAt(Uri address, string token) => new(
        Slack,
        "slack",
        new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri },
        new Dictionary<string, string> { ["token"] = token });

    private static ConnectionDraft MailAt(string server, string port, string security, string password) => new(
        "mail",
        "mail",
        new Dictionary<string, string>
        {
            [MailSettings.Host] = server,
            [MailSettings.Port] = port,
            [MailSettings.Security] = security,
            [MailSettings.From] = "a@sandbox.example",
        },
        new Dictionary<string, string> { [MailSettings.User] = "sandbox", [MailSettings.Password] = password });

    private static ConnectionStore Connections(StandaloneApp app) => app.Services.GetRequiredService<ConnectionStore>();

    private static RecipeStore Recipes(StandaloneApp app) => app.Services.GetRequiredService<RecipeStore>();

    private static async Task<(int Version, bool IsOn)> SampleAsync(StandaloneApp app)
    {
        var sample = Assert.Single(await Recipes(app).ListAsync(CancellationToken.None));
        Assert.Equal(ReadyRecipes.ActionItemsToSlack, sample.Id);
        return (sample.Version, sample.IsOn);
    }

    private Task<StandaloneApp> StartAsync(bool sandbox, Action<IServiceCollection>? around = null) => StandaloneApp.StartAsync(
        new StandaloneOptions
        {
            Port = FreePort.Take(),
            SandboxPort = 0,
            DataFolder = folder,
            Sandbox = sandbox,
            AllowLoopback = true,
            Around = services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                around?.Invoke(services);
            },
        },
        CancellationToken.None);
}
