using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;

namespace Convo.Functions.Processes.Stage;

/// <summary>The product on one machine, over SQLite.</summary>
internal sealed class OneMachine : IStage
{
    private readonly TempFolder data = new();
    private AppProcess? app;

    private OneMachine(SandboxProcess sandbox) => Sandbox = sandbox;

    public SandboxProcess Sandbox { get; }

    public HookSigner Signer { get; } = new(Accounts.Secret, TimeProvider.System);

    public AppProcess App => app ?? throw new InvalidOperationException("The app does not run.");

    public AppApi Api => App.Api;

    public string DataFolder => data.Path;

    /// <summary>The same at every start, as the address that Convo knows would be.</summary>
    public int Port { get; } = FreePort.Take();

    public Uri Hook => new($"http://127.0.0.1:{Port}/hooks/convo/{Accounts.Convo}");

    public IReadOnlyList<Uri> Hooks => [Hook];

    private AppStart Start => new(DataFolder)
    {
        Port = Port,
        Arguments = ["--no-sandbox", "--allow-loopback", "--action-seconds", $"{Leases.ActionSeconds}"],
    };

    public static async Task<OneMachine> SetUpAsync()
    {
        var stage = new OneMachine(await SandboxProcess.StartAsync());
        try
        {
            await stage.StartAsync();
            await Accounts.ConnectAsync(stage.Api, stage.Sandbox, CancellationToken.None);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync() => app = await AppProcess.StartAsync(Start);

    public async Task CrashAtStartAsync(TimeSpan after)
    {
        await using var process = AppProcess.Launch(Start);
        await Task.Delay(after, TimeProvider.System);
    }

    public async Task CrashAsync()
    {
        await App.DisposeAsync();
        app = null;
    }

    public bool IsNoAnswer(int status) => false;

    public Task<bool> HasOpenWorkAsync() => Task.FromResult(DataFile.Count(DataFolder, TableNames.Open) > 0);

    /// <summary>Stops it in order, as a service manager does.</summary>
    public async Task<IStored> StopAsync()
    {
        Assert.Equal(0, await App.StopAsync());
        await CrashAsync();
        return new StoredInFile(DataFile.Open(DataFolder));
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
