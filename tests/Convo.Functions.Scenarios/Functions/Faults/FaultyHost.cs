using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Scenarios.Functions.Faults;

/// <summary>The function app on a storage that fails as it is told; the host's own way to the same storage is sound.</summary>
public sealed class FaultyHost() : FunctionsHost(HostMode.Forwarding)
{
    // What hangs takes the whole limit of its call, so that the call fails; all other faults leave time to try again.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    private StorageProxy? proxy;
    private AzureTables? stored;

    /// <summary>The way between the app and its storage.</summary>
    public StorageProxy Proxy => proxy!;

    /// <summary>What is stored, read past the app and past all faults.</summary>
    public ITables Stored => stored!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await proxy!.DisposeAsync();
    }

    protected override async Task<(StorageAccount App, StorageAccount Host)> OpenStorageAsync()
    {
        var storage = await AzuriteServer.SharedAsync();
        var account = storage.NewAccount();
        var past = new AzureStorageOptions { ConnectionString = account.ConnectionString };
        stored = new AzureTables(past);
        await AzureStorage.EnsureAsync(stored, new AzureQueues(past), CancellationToken.None);
        proxy = await StorageProxy.StartAsync(storage);
        return (proxy.Of(account), account);
    }

    protected override void Arrange(IServiceCollection services, StorageAccount account)
    {
        var options = new AzureStorageOptions { ConnectionString = account.ConnectionString, TryFor = Limit, Within = Limit };
        services.AddSingleton(new AzureTables(options)).AddSingleton(new AzureQueues(options));
    }
}
