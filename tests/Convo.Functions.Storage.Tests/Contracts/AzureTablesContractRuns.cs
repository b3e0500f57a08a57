using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Tests.Azure;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Storage.Tests.Contracts;

public sealed class AzureTablesKeepTheContract : TablesContract
{
    protected override async Task<ITables> OpenAsync() =>
        await AzuriteAccounts.TablesAsync(AzuriteAccounts.Patient(await AzuriteServer.NewAccountAsync()));
}

public sealed class AzureTablesWithSplitPagesKeepTheContract : TablesContract
{
    private StorageProxy? proxy;

    public override async Task DisposeAsync() => await proxy!.DisposeAsync();

    protected override async Task<ITables> OpenAsync()
    {
        var storage = await AzuriteServer.SharedAsync();
        proxy = await StorageProxy.StartAsync(storage);
        proxy.SplitPages(0, 1, 0, 0, 2, 5, 1000, 3);
        return await AzuriteAccounts.TablesAsync(AzuriteAccounts.Patient(proxy.Of(storage.NewAccount())));
    }
}
