using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Standalone;
using Convo.Functions.Standalone.Pump;
using Convo.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>
/// The one-machine product beside a sandbox that outlives it, connected as real accounts are: it can be stopped at a chosen write and started
/// again on the same files. The sandbox's clock stands in for the system's, so that leases end when the scenario says so.
/// </summary>
public sealed class StandaloneBesideSandbox : IProductHost, IAsyncLifetime
{
    private SandboxServer? sandbox;
    private StandaloneApp? app;
    private int port;

    public Uri Address => app!.Address;

    public Uri Sandbox => sandbox!.Address;

    public string AdminToken => "admin-token-0123456789abcdefghij";

    public string Convo => "acme";

    public CapturedLog Log { get; } = new();

    public Witness Witness { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-scenarios-").FullName;

    public async Task InitializeAsync()
    {
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = 0, Seed = 7 }, CancellationToken.None);
        await StartAsync(new PowerCut().Around);
        using var product = new Product(this);
        await ConnectAsync(product);
        Assert.Equal(200, (int)(await product.PostAsync($"api/recipes/{ReadyRecipes.ActionItemsToSlack}/publish")).Status);
    }

    public Task SettleAsync(CancellationToken cancellation) => app!.SettleAsync(cancellation);

    /// <summary>Waits until the sweep that is due at the clock's present time has run, whatever else goes on.</summary>
    public Task SweptAsync(CancellationToken cancellation) => app!.Services.GetRequiredService<SweepTimer>().SettleAsync(cancellation);

    /// <summary>Stops the app, and starts it again on the same files with a store that fails as the cut says.</summary>
    public Task RestartAsync(PowerCut cut) => RestartAsync(cut.Around);

    /// <summary>Stops the app, and starts it again on the same files with something around its store.</summary>
    public async Task RestartAsync(Func<ITables, ITables> around)
    {
        await StopAsync();
        await StartAsync(around);
        using var product = new Product(this);
        await ConnectAsync(product);
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
            app = null;
        }
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await sandbox!.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Log.Dispose();
    }

    private async Task StartAsync(Func<ITables, ITables> around)
    {
        var options = new StandaloneOptions
        {
            Port = port,
            DataFolder = Folder,
            Sandbox = false,
            AllowLoopback = true,
            AdminToken = AdminToken,
            Around = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
                var store = (ITables)services.Last(service => service.ServiceType == typeof(ITables)).ImplementationInstance!;
                services.AddSingleton(Witness.Around(around(store)));
                services.AddSingleton<TimeProvider>(sandbox!.Clock);
            },
        };
        app = await StandaloneApp.StartAsync(options, CancellationToken.None);
        port = app.Address.Port;
    }

    private async Task ConnectAsync(Product product)
    {
        var convo = await product.ConnectAsync(Convo, "convo", Sandbox, ("apiKey", SandboxServer.ConvoApiKey));
        Assert.True((int)convo.Status is 200 or 201, convo.Text);
        var slack = await product.ConnectAsync(
            "slack", "slack", sandbox!.SlackAddress, ("token", SandboxServer.SlackBotToken), ("signingSecret", SandboxServer.SlackSigningSecret));
        sandbox.SlackInteractivityAddress = new Uri(Address, "hooks/slack/slack");
        Assert.True((int)slack.Status is 200 or 201, slack.Text);
    }
}
