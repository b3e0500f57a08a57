using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Standalone;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>The one-machine product as its command starts it: embedded store, its own sandbox, the sample recipe on.</summary>
public sealed class StandaloneHost : IProductHost, IAsyncLifetime
{
    private StandaloneApp? app;

    public Uri Address => app!.Address;

    public Uri Sandbox => app!.Sandbox!.Address;

    /// <summary>Whether connections may lead to any port of this machine, and not to the sandbox's alone.</summary>
    public bool AllowsLoopback { get; init; } = true;

    public string AdminToken => "admin-canary-0123456789abcdefghij";

    public string Convo => "sandbox";

    public CapturedLog Log { get; } = new();

    public Witness Witness { get; } = new();

    /// <summary>Holds the store.</summary>
    public HeldStore Store { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-scenarios-").FullName;

    public async Task InitializeAsync()
    {
        var options = new StandaloneOptions
        {
            Port = FreePort.Take(),
            SandboxPort = 0,
            DataFolder = Folder,
            AllowLoopback = AllowsLoopback,
            AdminToken = AdminToken,
            Around = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
                var store = (ITables)services.Last(service => service.ServiceType == typeof(ITables)).ImplementationInstance!;
                services.AddSingleton(Store.Around(Witness.Around(store)));
            },
        };
        app = await StandaloneApp.StartAsync(options, CancellationToken.None);
    }

    public Task SettleAsync(CancellationToken cancellation) => app!.SettleAsync(cancellation);

    /// <summary>Stops the app and leaves its files.</summary>
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
        Directory.Delete(Folder, recursive: true);
        Log.Dispose();
    }
}
