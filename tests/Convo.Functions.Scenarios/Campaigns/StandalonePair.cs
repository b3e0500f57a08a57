using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Standalone;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// The one-machine product twice over one embedded store. Two processes on one data folder are refused (a lock beside the database), so the two are two
/// apps in this process: each with its own pump, its own timers and its own memory, and one file between them.
/// </summary>
internal sealed class StandalonePair(ulong seed, Action<IServiceCollection>? spoil = null) : CampaignStage(seed, spoil)
{
    private readonly List<StandaloneApp> apps = [];
    private ITables? store;

    public override string Name => "Standalone, SQLite";

    public override TimeSpan Grid => TimeSpan.FromMinutes(1);

    public override Uri Address => apps[0].Address;

    protected override IServiceProvider ServicesOfOne => apps[0].Services;

    protected override async Task<Uri> StartOneAsync(string folder, CancellationToken cancellation)
    {
        var app = await StandaloneApp.StartAsync(
            new StandaloneOptions
            {
                Port = FreePort.Take(),
                DataFolder = folder,
                Sandbox = false,
                AllowLoopback = true,
                AdminToken = AdminToken,
                Around = services =>
                {
                    store ??= (ITables)services.Last(service => service.ServiceType == typeof(ITables)).ImplementationInstance!;
                    services.AddSingleton(store);
                    Arrange(services);
                },
            },
            cancellation);
        apps.Add(app);
        return app.Address;
    }

    protected override async Task<bool> SettleOnceAsync(CancellationToken cancellation)
    {
        // Each sends its own hints to itself alone.
        await Task.WhenAll(apps.Select(app => app.SettleAsync(cancellation)));
        return false;
    }

    protected override async Task StopAsync()
    {
        // The first owns the store.
        foreach (var app in apps.AsEnumerable().Reverse())
        {
            await app.DisposeAsync();
        }

        apps.Clear();
    }
}
