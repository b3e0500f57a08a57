using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>A stand-in host over the recorded app and a handler that a test scripts.</summary>
public abstract class HostTest : IAsyncLifetime
{
    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(20));
    private StandIn? host;

    /// <summary>Ends every wait of a test.</summary>
    protected CancellationToken Bound => bound.Token;

    protected TestClock Clock { get; } = new();

    protected StandIn Host => host!;

    internal RecordedApp App { get; private set; } = RecordedApp.Write();

    internal ScriptedHandler Handler { get; private set; } = new(_ => null);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        App.Dispose();
        bound.Dispose();
    }

    /// <summary>The mode that a recording was made in.</summary>
    protected static HostMode ModeOf(string recording) =>
        recording.StartsWith("proxy-", StringComparison.Ordinal) ? HostMode.Proxy : HostMode.Forwarding;

    /// <summary>Starts a host whose handler answers as the test says, and to the probe of the start with 404.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="answer">What it answers to a request; null for nothing.</param>
    /// <param name="listens">When it begins to listen, where a test is about that; otherwise the host is waited for.</param>
    private protected async Task StartAsync(HostMode mode, Func<string, string?> answer, Task? listens = null)
    {
        Handler = new ScriptedHandler(request => request.StartsWith("GET / ", StringComparison.Ordinal) ? RecordedAnswers.NotFound : answer(request))
        {
            Listens = listens ?? Task.CompletedTask,
        };
        host = await StandIn.StartAsync(
            new StandInOptions(App.Folder) { Mode = mode, Clock = Clock, Handler = Handler, HasTriggers = false }, Bound);
        if (listens is null)
        {
            await host.ReadyAsync(Bound);
        }
    }

    private protected Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Host.Address, Bound);

    private protected async Task<string> AskAsync(string request)
    {
        using var client = await ConnectAsync();
        return await client.AskAsync(request, Bound);
    }
}
