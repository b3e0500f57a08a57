using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Triggers;
using Convo.Functions.HostStandIn.Triggers.Queues;
using Convo.Functions.HostStandIn.Triggers.Timers;

namespace Convo.Functions.HostStandIn;

/// <summary>
/// A stand-in for the Azure Functions host with a custom handler: it reads a published app, starts its handler and drives it as the host was recorded to
/// do. What it imitates and what not stands in this project's README.
/// </summary>
public sealed class StandIn : IAsyncDisposable
{
    private readonly HandlerKeeper keeper;
    private readonly TriggerCalls calls;
    private readonly IReadOnlyList<QueueListener> queues;
    private readonly IReadOnlyList<TimerListener> timers;
    private readonly IHandOn handOn;
    private OutsideServer? outside;

    private StandIn(StandInOptions options)
    {
        App = AppRoot.Read(options.Root, options.Settings);
        CheckMode(App.Host, options.Mode);
        var program = options.Handler ?? new HandlerProcess(App, options.Settings, options.Clock);
        keeper = new HandlerKeeper(program, App.Host.InitializationTimeout, options.Clock);
        var limit = new FunctionLimit(keeper, App.Host.FunctionTimeout, options.CallClock ?? options.Clock);
        calls = new TriggerCalls(keeper, limit, options.Clock);
        handOn = options.Mode is HostMode.Proxy
            ? new ProxyMode(keeper, limit, options.Clock)
            : new ForwardingMode(keeper, limit, options.Clock);
        queues = options.HasTriggers ? [.. App.Functions.OfType<FunctionDefinition.Queue>().Select(function => Listener(function, options))] : [];
        timers = options.HasTriggers
            ? [.. App.Functions.OfType<FunctionDefinition.Timer>().Select(timer => new TimerListener(timer, options.Statuses, calls, options.Clock))]
            : [];
    }

    /// <summary>The app that it runs.</summary>
    public AppRoot App { get; }

    /// <summary>Where the outside reaches it.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where its handler listens.</summary>
    public Uri HandlerAddress => keeper.Address;

    /// <summary>How many handlers were started so far.</summary>
    public int HandlersStarted => keeper.Started;

    /// <summary>Completes when the host has stopped by itself: its handler crashed three times within half an hour of each other.</summary>
    public Task Stopped => keeper.Stopped;

    /// <summary>The invocations by queues and timers that have ended, oldest first.</summary>
    public IReadOnlyList<Invocation> Invocations => calls.Ended;

    /// <summary>The log lines that the handler put into its answers to triggers.</summary>
    public IReadOnlyList<string> Logs => calls.Logs;

    /// <summary>Starts a host. When it returns, it takes requests; those that come before the handler answers are held.</summary>
    /// <exception cref="InvalidDataException">The real host would not start with this app, or would do what this one doesn't imitate.</exception>
    public static async Task<StandIn> StartAsync(StandInOptions options, CancellationToken cancellation)
    {
        var host = new StandIn(options);
        try
        {
            host.keeper.Start();
            host.outside = await OutsideServer.StartAsync(host.App, options.Port, host.handOn, host.keeper, cancellation);
            host.Address = host.outside.Address;
            foreach (var queue in host.queues)
            {
                queue.Start();
            }

            foreach (var timer in host.timers)
            {
                timer.Start();
            }

            _ = host.CloseWhenStoppedAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the handler answers.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => keeper.ReadyAsync(cancellation);

    /// <summary>Waits until so many handlers were started in all, and the last of them answers.</summary>
    public Task ReadyAsync(int handlers, CancellationToken cancellation) => keeper.ReadyAsync(handlers, cancellation);

    /// <summary>Looks into the queues at once, instead of at the next turn of the polling.</summary>
    public void LookNow()
    {
        foreach (var queue in queues)
        {
            queue.Wake();
        }
    }

    /// <summary>Completes when no timer is due at the clock's present time, no message is visible in the queues, and none is being handled.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        int begun;
        do
        {
            begun = calls.Begun;
            foreach (var timer in timers)
            {
                await timer.SettleAsync(cancellation);
            }

            await Task.WhenAll(queues.Select(queue => queue.QuietAsync(cancellation)));
        }
        while (calls.Begun != begun);
    }

    /// <summary>Stops at once. The handler is killed without a warning, as the real host does it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopTakingAsync();
        await keeper.DisposeAsync();
        calls.Dispose();
        (handOn as IDisposable)?.Dispose();
    }

    private static void CheckMode(HostSettings settings, HostMode mode)
    {
        if (mode is HostMode.Proxy ? !settings.Proxies : !settings.Forwards)
        {
            throw new InvalidDataException($"host.json does not switch {mode} on: requests would come as JSON envelopes, which this host doesn't imitate.");
        }
    }

    private QueueListener Listener(FunctionDefinition.Queue function, StandInOptions options)
    {
        var connection = options.Settings.GetValueOrDefault(function.Connection)
            ?? throw new InvalidDataException($"{function.Name}: the setting {function.Connection} is not there.");
        return new QueueListener(function, App.Host.Queues, connection, calls, options.Clock, options.PollClock) { Poisoned = WakeReaderOf };
    }

    private void WakeReaderOf(string queueName) => queues.FirstOrDefault(queue => queue.QueueName == queueName)?.Wake();

    private async Task CloseWhenStoppedAsync()
    {
        await keeper.Stopped;
        await StopTakingAsync();
    }

    private async Task StopTakingAsync()
    {
        if (Interlocked.Exchange(ref outside, null) is not { } server)
        {
            return;
        }

        foreach (var timer in timers)
        {
            await timer.DisposeAsync();
        }

        foreach (var queue in queues)
        {
            await queue.DisposeAsync();
        }

        await server.DisposeAsync();
    }
}
