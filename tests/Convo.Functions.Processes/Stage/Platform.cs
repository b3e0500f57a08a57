using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;

namespace Convo.Functions.Processes.Stage;

/// <summary>
/// One instance of the function app on the platform: the Functions host, and the handler that it starts. A host that stops itself because its handler
/// crashed three times is followed by another, as on Azure.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly StandInOptions options;
    private readonly HandlerUnderFire handler;
    private readonly HandlerProcess program;
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StandIn host;
    private int hosts = 1;
    private Task keeping = Task.CompletedTask;

    private Platform(StandInOptions options, HandlerUnderFire handler, HandlerProcess program, StandIn host) =>
        (this.options, this.handler, this.program, this.host) = (options, handler, program, host);

    /// <summary>Where the outside reaches it; the same for every host.</summary>
    public Uri Address => new($"http://127.0.0.1:{options.Port}/");

    /// <summary>How many hosts there were, and how many handlers.</summary>
    public (int Hosts, int Handlers) Started => (Volatile.Read(ref hosts), handler.Started);

    /// <summary>All that its handlers wrote.</summary>
    public IReadOnlyList<string> Lines => program.Lines;

    /// <summary>Starts one.</summary>
    /// <param name="root">The published app.</param>
    /// <param name="mode">How the host hands requests on.</param>
    /// <param name="port">Where the outside reaches it.</param>
    /// <param name="hostSettings">What the host itself reads: where the queues are.</param>
    /// <param name="handlerSettings">What the handler finds in its environment.</param>
    public static async Task<Platform> StartAsync(
        string root, HostMode mode, int port, IReadOnlyDictionary<string, string> hostSettings, IReadOnlyDictionary<string, string> handlerSettings)
    {
        var process = new HandlerProcess(AppRoot.Read(root, hostSettings), handlerSettings, TimeProvider.System);
        var target = new HandlerUnderFire(process);
        var start = new StandInOptions(root) { Mode = mode, Port = port, Settings = hostSettings, Handler = target };
        var platform = new Platform(start, target, process, await StandIn.StartAsync(start, CancellationToken.None));
        platform.keeping = platform.KeepAsync();
        return platform;
    }

    /// <summary>Waits until the handler answers.</summary>
    public Task ReadyAsync() => Eventually.HoldsAsync(IsReadyAsync, Patience, "the handler answers its host");

    /// <summary>Kills the handler; its host does the rest.</summary>
    public Task CrashAsync() => handler.KillAsync();

    /// <summary>Kills the handler a time after its host has started it.</summary>
    public async Task CrashAtStartAsync(TimeSpan after)
    {
        await Eventually.HoldsAsync(() => Task.FromResult(handler.Runs), Patience, "the handler is started again");
        await Task.Delay(after, TimeProvider.System);
        await handler.KillAsync();
    }

    /// <summary>Ends host and handler without a warning, as the platform does when it takes an instance away.</summary>
    public async ValueTask DisposeAsync()
    {
        ending.TrySetResult();
        await keeping;
        await host.DisposeAsync();
    }

    private async Task KeepAsync()
    {
        while (await Task.WhenAny(ending.Task, host.Stopped) != ending.Task)
        {
            await host.DisposeAsync();
            Interlocked.Increment(ref hosts);
            host = await StandIn.StartAsync(options, CancellationToken.None);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await host.ReadyAsync(CancellationToken.None);
            return true;
        }
        catch (InvalidOperationException)
        {
            // This host has just stopped; the next is on its way.
            return false;
        }
    }
}
