using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Publishing;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Settings;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// Two instances of the function app on one storage account: two handlers as they are published, each under a stand-in of the Functions host of its own, both
/// reading one queue and both rung by the timers.
/// </summary>
internal sealed class FunctionsPair(ulong seed, Action<IServiceCollection>? spoil = null) : CampaignStage(seed, spoil)
{
    private static readonly TimeSpan StoreWithin = TimeSpan.FromMinutes(1);

    private readonly List<FunctionsApp> apps = [];
    private volatile StandIn[] hosts = [];
    private StorageAccount? account;
    private HeldHints? hints;
    private long sent;

    public override string Name => "function app, Azurite";

    // Each step costs both hosts a sweep's and a poll's requests, and Azurite has one thread.
    public override TimeSpan Grid => TimeSpan.FromMinutes(5);

    public override Uri Address => hosts[0].Address;

    protected override IServiceProvider ServicesOfOne => apps[0].Services;

    protected override async Task<Uri> StartOneAsync(string folder, CancellationToken cancellation)
    {
        account ??= await AzuriteServer.NewAccountAsync();
        hints ??= new HeldHints(Clock, LookNow);
        var root = Directory.CreateDirectory(Path.Combine(folder, "app")).FullName;
        FunctionFolders.Write(root);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(root, "host.json"));
        var app = await FunctionsApp.StartAsync(Options(folder), cancellation);
        apps.Add(app);
        var host = await StandIn.StartAsync(
            new StandInOptions(root)
            {
                Mode = HostMode.Forwarding,
                Clock = Clock,
                CallClock = TimeProvider.System,
                Handler = new HandlerAtAddress(app.Address),
                Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = account.ConnectionString },
            },
            cancellation);
        hosts = [.. hosts, host];
        return host.Address;
    }

    protected override async Task<bool> SettleOnceAsync(CancellationToken cancellation)
    {
        var before = Interlocked.Read(ref sent);
        await Task.WhenAll(hosts.Select(host => host.SettleAsync(cancellation)));

        // One may have sent what the other has taken since.
        return await hints!.SendDueAsync() || Interlocked.Read(ref sent) != before;
    }

    protected override async Task StopAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
    }

    private FunctionsOptions Options(string folder) => new()
    {
        Port = 0,
        Storage = new StorageSettings { ConnectionString = account!.ConnectionString },
        HostName = Door.Address.Authority,
        AdminToken = AdminToken,
        AllowLoopback = true,
        DataFolder = folder,
        Clock = Clock,
        Around = services =>
        {
            Arrange(services);

            // Its limits are of the real clock: an emulator that is busy for seconds is none of a campaign's faults.
            var patient = new AzureStorageOptions { ConnectionString = account.ConnectionString, TryFor = StoreWithin, Within = StoreWithin };
            services.AddSingleton(new AzureTables(patient)).AddSingleton(new AzureQueues(patient));
            var queues = services.Last(service => service.ServiceType == typeof(IQueues)).ImplementationFactory!;
            services.AddSingleton(s => hints!.Around((IQueues)queues(s)));
        },
    };

    private void LookNow()
    {
        Interlocked.Increment(ref sent);
        foreach (var host in hosts)
        {
            host.LookNow();
        }
    }
}
