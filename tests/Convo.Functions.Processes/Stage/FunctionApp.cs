using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Stage;

/// <summary>
/// The published function app over Azurite, under the stand-in for the Functions host: one instance or several on one storage account. The handlers reach
/// storage through a proxy that can cut it off; Azurite itself is never killed, because what it acknowledged would be gone.
/// </summary>
internal sealed class FunctionApp : IStage
{
    private const string Keys = "keys";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<TempFolder> folders = [];
    private readonly List<Platform> platforms = [];
    private readonly StorageAccount account;
    private readonly int[] ports;
    private AppApi? api;

    private FunctionApp(SandboxProcess sandbox, StorageAccount account, StorageProxy network, int instances)
    {
        (Sandbox, this.account, Network) = (sandbox, account, network);
        ports = [.. Enumerable.Range(0, instances).Select(_ => FreePort.Take())];
        folders.AddRange(ports.Select(_ => new TempFolder()));
        Stored = new StoredInAzure(account);
    }

    public SandboxProcess Sandbox { get; }

    public HookSigner Signer { get; } = new(Accounts.Secret, TimeProvider.System);

    public AppApi Api => api ??= new AppApi(Address(0), AppProcess.UsualToken);

    public IReadOnlyList<Uri> Hooks => [.. Enumerable.Range(0, ports.Length).Select(instance => new Uri(Address(instance), $"hooks/convo/{Accounts.Convo}"))];

    /// <summary>What lies between the handlers and storage.</summary>
    public StorageProxy Network { get; }

    /// <summary>What stands in storage, read past the app and the proxy.</summary>
    public StoredInAzure Stored { get; }

    public IReadOnlyList<Platform> Platforms => platforms;

    /// <summary>Starts it, and connects the accounts.</summary>
    public static async Task<FunctionApp> SetUpAsync(HostMode mode = HostMode.Forwarding, int instances = 1)
    {
        var app = await RaiseAsync(mode, instances, network => { });
        try
        {
            await app.StartAsync();
            await app.ConnectAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Launches it, and waits for nothing.</summary>
    /// <param name="mode">How the host hands requests on.</param>
    /// <param name="instances">How many instances.</param>
    /// <param name="prepare">What the network does from the first request on.</param>
    public static async Task<FunctionApp> RaiseAsync(HostMode mode, int instances, Action<StorageProxy> prepare)
    {
        var root = await PublishedApp.RootAsync();
        var azurite = await AzuriteServer.SharedAsync();
        var network = await StorageProxy.StartAsync(azurite);
        prepare(network);
        var app = new FunctionApp(await SandboxProcess.StartAsync(), azurite.NewAccount(), network, instances);
        try
        {
            for (var instance = 0; instance < instances; instance++)
            {
                await app.LaunchAsync(root, mode, instance);
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The API of one instance; the caller's to dispose of.</summary>
    public AppApi ApiOf(int instance) => new(Address(instance), AppProcess.UsualToken);

    /// <summary>Connects the accounts by the first instance, and waits until all know the webhook's secret: they look again every five seconds.</summary>
    public async Task ConnectAsync()
    {
        await Accounts.ConnectAsync(Api, Sandbox, CancellationToken.None);
        foreach (var hook in Hooks)
        {
            await Eventually.HoldsAsync(async () => await TestAsync(hook) is 200, Patience, $"{hook} knows the webhook's secret");
        }
    }

    /// <summary>Whether storage is there, and nothing waits in the spool to be stored.</summary>
    public async Task<bool> IsWellAsync() => (await Api.HealthAsync(CancellationToken.None)) is var health
        && health.GetProperty("store").GetString() is "stores" && health.GetProperty("spooled").GetInt32() is 0;

    public Task StartAsync() => Task.WhenAll(platforms.Select(platform => platform.ReadyAsync()));

    public Task CrashAsync() => Task.WhenAll(platforms.Select(platform => platform.CrashAsync()));

    public Task CrashAtStartAsync(TimeSpan after) => Task.WhenAll(platforms.Select(platform => platform.CrashAtStartAsync(after)));

    // The host says so to whoever waits for a handler that dies.
    public bool IsNoAnswer(int status) => status is 500;

    public async Task<bool> HasOpenWorkAsync() => await Stored.CountOpenAsync() > 0;

    public async Task<IStored> StopAsync()
    {
        foreach (var platform in platforms)
        {
            await platform.DisposeAsync();
        }

        platforms.Clear();
        return Stored;
    }

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        await StopAsync();
        await Sandbox.DisposeAsync();
        await Network.DisposeAsync();
        folders.ForEach(folder => folder.Dispose());
    }

    // It opens no meeting.
    private async Task<int> TestAsync(Uri hook)
    {
        using var poster = new HttpPoster(hook);
        await poster.ConnectAsync(CancellationToken.None);
        var body = Signer.Body("webhook.test", "sess_test", "test");
        return await poster.PostAsync(body, Signer.Sign(body), CancellationToken.None);
    }

    private Uri Address(int instance) => new($"http://127.0.0.1:{ports[instance]}/");

    private async Task LaunchAsync(string root, HostMode mode, int instance)
    {
        if (instance > 0)
        {
            await ShareKeysAsync(instance);
        }

        platforms.Add(await Platform.StartAsync(
            root,
            mode,
            ports[instance],
            new Dictionary<string, string> { ["AzureWebJobsStorage"] = account.ConnectionString },
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = Network.Of(account).ConnectionString,
                ["CONVO_ADMIN_TOKEN"] = AppProcess.UsualToken,
                ["CONVO_ALLOW_LOOPBACK"] = "true",
                ["CONVO_ACTION_SECONDS"] = $"{Leases.ActionSeconds}",
                ["CONVO_DATA_FOLDER"] = folders[instance].Path,
                ["WEBSITE_HOSTNAME"] = $"127.0.0.1:{ports[instance]}",
            }));
    }

    // There is no vault here: secrets are encrypted with keys in the data folder, which the instances must have alike.
    private async Task ShareKeysAsync(int instance)
    {
        await platforms[0].ReadyAsync();
        var own = Directory.CreateDirectory(Path.Combine(folders[instance].Path, Keys));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folders[0].Path, Keys)))
        {
            File.Copy(file, Path.Combine(own.FullName, Path.GetFileName(file)));
        }
    }
}
