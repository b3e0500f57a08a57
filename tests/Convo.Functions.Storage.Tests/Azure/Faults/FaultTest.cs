using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Faults;

/// <summary>The tables of an account behind a proxy that loses, fails and hangs as a test tells it, and the same tables without it.</summary>
public abstract class FaultTest : IAsyncLifetime
{
    protected const string Table = TableNames.Meetings;
    protected const string Partition = "p";

    protected static CancellationToken Never => CancellationToken.None;

    protected StorageProxy Proxy { get; private set; } = null!;

    /// <summary>The account behind the proxy.</summary>
    protected StorageAccount Account { get; private set; } = null!;

    /// <summary>Through the proxy.</summary>
    protected AzureTables Tables { get; private set; } = null!;

    /// <summary>Past the proxy: what storage really holds.</summary>
    protected AzureTables Direct { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var storage = await AzuriteServer.SharedAsync();
        var account = storage.NewAccount();
        Proxy = await StorageProxy.StartAsync(storage);
        Account = Proxy.Of(account);
        Direct = await AzuriteAccounts.TablesAsync(AzuriteAccounts.Patient(account));
        Tables = new AzureTables(AzuriteAccounts.Hasty(Account));
    }

    public async Task DisposeAsync() => await Proxy.DisposeAsync();

    protected static Row RowOf(string key, long number, string? nonce = null)
    {
        var values = new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["N"] = number };
        if (nonce is not null)
        {
            values[Nonces.Name] = nonce;
        }

        return new Row(Partition, key, values);
    }

    /// <summary>Which requests a fault befalls: those that change rows.</summary>
    protected static bool Writes(StorageRequest request) => request is { Part: StoragePart.Tables, Writes: true };

    protected static bool Reads(StorageRequest request) => request is { Part: StoragePart.Tables, Writes: false };

    protected Task<WriteResult> WriteAsync(params RowChange[] changes) => Tables.WriteAsync(Table, changes, Never);

    /// <summary>Puts a row there past the proxy, and gives its tag.</summary>
    protected async Task<string> PutAsync(string key, long number, string? nonce = null)
    {
        var result = await Direct.WriteAsync(Table, [new RowChange.Upsert(RowOf(key, number, nonce))], Never);
        return Assert.IsType<WriteResult.Done>(result).Tags[0]!;
    }

    protected async Task<long?> NumberAsync(string key) => (await Direct.GetAsync(Table, Partition, key, Never))?.Number("N");

    protected async Task<string?> TagAsync(string key) => (await Direct.GetAsync(Table, Partition, key, Never))?.Tag;
}
