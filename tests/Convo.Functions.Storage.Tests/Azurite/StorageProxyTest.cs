using System.Net;
using System.Text.Json;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

/// <summary>A proxy before Azurite, an account reached directly and through it, and a table.</summary>
public abstract class StorageProxyTest : IAsyncLifetime
{
    protected const string Table = "meetings";

    protected StorageProxy Proxy { get; private set; } = null!;

    /// <summary>The account through the proxy.</summary>
    private protected RawStorage Through { get; private set; } = null!;

    /// <summary>The same account without the proxy, to see what storage really holds.</summary>
    private protected RawStorage Direct { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var account = azurite.NewAccount();
        Proxy = await StorageProxy.StartAsync(azurite);
        Through = new RawStorage(Proxy.Of(account), azurite.CreateHandler());
        Direct = new RawStorage(account, azurite.CreateHandler());
        using var made = await Direct.CreateTableAsync(Table);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    public async Task DisposeAsync()
    {
        Through.Dispose();
        Direct.Dispose();
        await Proxy.DisposeAsync();
    }

    protected static bool Inserts(StorageRequest request) => request.Operation is StorageOperation.InsertRow;

    protected async Task<bool> IsThereAsync(string key)
    {
        using var read = await Direct.GetAsync(Table, "p", key);
        return read.StatusCode is HttpStatusCode.OK;
    }

    /// <summary>The member <c>code</c> of a table error.</summary>
    protected static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("odata.error").GetProperty("code").GetString();
    }

    /// <summary>The row keys of all pages of a query.</summary>
    private protected static async Task<List<string[]>> PagesAsync(RawStorage storage, string query)
    {
        List<string[]> pages = [];
        for (var next = ""; ;)
        {
            using var answer = await storage.TableAsync(HttpMethod.Get, query + next);
            using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            pages.Add([.. page.RootElement.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("RowKey").GetString()!)]);
            string[] more =
            [
                .. new[] { "NextPartitionKey", "NextRowKey" }
                    .Where(name => answer.Headers.Contains($"x-ms-continuation-{name}"))
                    .Select(name => $"{name}={Uri.EscapeDataString(answer.Headers.GetValues($"x-ms-continuation-{name}").Single())}"),
            ];
            if (more.Length == 0)
            {
                return pages;
            }

            next = (query.Contains('?') ? "&" : "?") + string.Join('&', more);
        }
    }
}
