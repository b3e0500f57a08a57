using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Processes.Stage;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Starting;

/// <summary>How the published handler ends when it is told to. The Functions host does not tell it, but who runs it in a container may.</summary>
[Collection(Alone.Name)]
public sealed class FunctionAppStopTests
{
    private const int StartMeAgain = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_stop_under_load_gives_no_accepted_connection_a_server_error_loses_nothing_acknowledged_and_does_not_end_with_0()
    {
        using var data = new TempFolder();
        var account = await AzuriteServer.NewAccountAsync();
        await using var handler = await PublishedHandler.StartAsync(PublishedHandler.Settings(data.Path, account));
        var nowhere = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        await handler.Api.ConnectConvoAsync(Accounts.Convo, nowhere, SandboxProcess.ApiKey, Accounts.Secret, None);
        var load = new SteadyLoad(new Uri(handler.Address, $"hooks/convo/{Accounts.Convo}"), new HookSigner(Accounts.Secret, TimeProvider.System));
        var closed = await load.BeginAsync();

        handler.Process.Signal(PosixSignals.Terminate);

        Assert.Equal(StartMeAgain, await handler.Process.EndAsync(Patience));
        await closed;
        Assert.Empty(load.Others);
        await using var stored = new StoredInAzure(account);
        foreach (var conversation in load.Acked)
        {
            Assert.Single((await stored.MeetingAsync(conversation)).Events);
        }
    }
}
