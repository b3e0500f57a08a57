using System.Globalization;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>The function app while it runs: its host, its handler, and an Azurite that has nobody else to serve.</summary>
internal sealed class FunctionApp(
    string root, AzuriteServer azurite, StorageAccount account, IReadOnlyDictionary<string, string> settings, HandlerProcess program, StandIn host) : IApp
{
    private readonly RowCount rows = new(account);

    public AppApi Api { get; } = new(host.Address, AppProcess.UsualToken);

    public long ResidentBytes => ChildProcess.ResidentBytesOf(program.ProcessIds.Last());

    public Uri Hook(string connection) => new(host.Address, $"hooks/convo/{connection}");

    public ITables OpenStore() => new AzureTables(new AzureStorageOptions { ConnectionString = account.ConnectionString });

    public Task<long> CountAsync(string table, string keyPrefix) => rows.CountAsync(table, keyPrefix, CancellationToken.None);

    public async Task StopAsync()
    {
        Api.Dispose();
        await host.DisposeAsync();
    }

    public ChildProcess Launch(int port) => ChildProcess.Start(
        Path.Combine(root, "Convo.Functions"),
        [],
        settings.Append(new("FUNCTIONS_CUSTOMHANDLER_PORT", port.ToString(CultureInfo.InvariantCulture)))
            .ToDictionary(one => one.Key, one => (string?)one.Value),
        root);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        rows.Dispose();
        await azurite.DisposeAsync();
    }
}
