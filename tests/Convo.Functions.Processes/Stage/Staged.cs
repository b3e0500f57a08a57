using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>The sandbox and the app as two programs, connected as real accounts are, so that either can be killed without the other.</summary>
internal sealed class Staged : IAsyncDisposable
{
    /// <summary>The name of the connection to Convo.</summary>
    public const string Convo = "acme";

    /// <summary>The webhook's secret.</summary>
    public const string Secret = "whsec_a-secret-of-the-process-tests";

    private readonly TempFolder data = new();
    private AppProcess? app;

    private Staged(SandboxProcess sandbox) => Sandbox = sandbox;

    public SandboxProcess Sandbox { get; }

    public AppProcess App => app ?? throw new InvalidOperationException("The app does not run.");

    public string DataFolder => data.Path;

    public HookSigner Signer { get; } = new(Secret, TimeProvider.System);

    /// <summary>The same at every start, as the address that Convo knows would be.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>Where the events go.</summary>
    public Uri Hook => new($"http://127.0.0.1:{Port}/hooks/convo/{Convo}");

    private AppStart Start => new(DataFolder) { Port = Port };

    public static async Task<Staged> SetUpAsync(CancellationToken cancellation)
    {
        var staged = new Staged(await SandboxProcess.StartAsync());
        try
        {
            await staged.StartAppAsync();
            await staged.App.Api.ConnectConvoAsync(Convo, staged.Sandbox.Address, SandboxProcess.ApiKey, Secret, cancellation);
            await staged.App.Api.ConnectSlackAsync("slack", staged.Sandbox.Slack, SandboxProcess.SlackToken, cancellation);
            return staged;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    public async Task StartAppAsync() => app = await AppProcess.StartAsync(Start);

    /// <summary>Starts the app and kills it after a time, however far it has come.</summary>
    public async Task CrashAtStartAsync(TimeSpan after)
    {
        await using var process = AppProcess.Launch(Start);
        await Task.Delay(after, TimeProvider.System);
    }

    /// <summary>Kills the app as a power cut would.</summary>
    public async Task CrashAsync()
    {
        await App.DisposeAsync();
        app = null;
    }

    /// <summary>Stops the app in order, and gives what it has stored.</summary>
    public async Task<DataFile> StopAppAsync()
    {
        Assert.Equal(0, await App.StopAsync());
        await CrashAsync();
        return DataFile.Open(DataFolder);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
        data.Dispose();
    }
}
