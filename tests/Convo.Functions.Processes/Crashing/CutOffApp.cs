using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Crashing;

/// <summary>The function app on a storage that from the first crash on is cut off every few seconds, each time another way, until somebody mends it.</summary>
internal sealed class CutOffApp(FunctionApp app) : IStage
{
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly StorageFault[] Ways =
        [new StorageFault.LostRequest(), new StorageFault.LostResponse(), new StorageFault.Error(503), new StorageFault.Error(500), new StorageFault.Hang()];

    private readonly CancellationTokenSource mended = new();
    private Task? cutting;

    /// <summary>How often it was cut off.</summary>
    public int Cuts { get; private set; }

    public SandboxProcess Sandbox => app.Sandbox;

    public HookSigner Signer => app.Signer;

    public AppApi Api => app.Api;

    public IReadOnlyList<Uri> Hooks => app.Hooks;

    public static async Task<CutOffApp> SetUpAsync() => new(await FunctionApp.SetUpAsync());

    /// <summary>Leaves storage whole from now on, and waits until what was spooled meanwhile is stored.</summary>
    public async Task MendAsync()
    {
        await mended.CancelAsync();
        await (cutting ?? Task.CompletedTask);
        await app.StartAsync();
        await Eventually.HoldsAsync(app.IsWellAsync, Patience, "the spool is drained");
    }

    public Task StartAsync() => app.StartAsync();

    public Task CrashAsync()
    {
        cutting ??= CutAgainAndAgainAsync();
        return app.CrashAsync();
    }

    public Task CrashAtStartAsync(TimeSpan after) => app.CrashAtStartAsync(after);

    // A start that can't read its secrets asks Convo to come again; nothing was promised.
    public bool IsNoAnswer(int status) => status is 503 || app.IsNoAnswer(status);

    public Task<bool> HasOpenWorkAsync() => app.HasOpenWorkAsync();

    public Task<IStored> StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await mended.CancelAsync();
        await (cutting ?? Task.CompletedTask);
        mended.Dispose();
        await app.DisposeAsync();
    }

    private async Task CutAgainAndAgainAsync()
    {
        while (!mended.IsCancellationRequested)
        {
            await RestAsync(Whole);
            using (app.Network.Script.While(_ => true, Ways[Cuts % Ways.Length]))
            {
                await RestAsync(Cut);
            }

            Cuts++;
        }
    }

    private Task RestAsync(TimeSpan time) =>
        Task.Delay(time, TimeProvider.System, mended.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
