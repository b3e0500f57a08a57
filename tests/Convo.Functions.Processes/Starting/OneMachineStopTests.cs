using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Starting;

/// <summary>How the program ends when it is told to.</summary>
[Collection(Alone.Name)]
public sealed class OneMachineStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A check that a script runs in the background ignores Control-C, and all that it starts does so too.
    private static readonly string[] Listening = ["/usr/bin/env", "--default-signal=INT"];

    [Fact]
    public async Task Control_C_ends_it_with_0_and_without_a_complaint()
    {
        using var data = new TempFolder();
        await using var app = await AppProcess.StartAsync(new AppStart(data.Path) { Under = Listening });

        app.Process.Signal(PosixSignals.Interrupt);

        Assert.Equal(0, await app.Process.EndAsync(Patience));
        Assert.Equal("", app.Process.Errors);
    }

    [Fact]
    public async Task A_stop_under_load_gives_no_accepted_connection_a_server_error_and_loses_nothing_acknowledged()
    {
        await using var stage = await OneMachine.SetUpAsync();
        var load = new SteadyLoad(stage.Hook, stage.Signer);
        var closed = await load.BeginAsync();

        await using var stored = await stage.StopAsync();
        await closed;

        Assert.Empty(load.Others);
        foreach (var conversation in load.Acked)
        {
            Assert.Single((await stored.MeetingAsync(conversation)).Events);
        }
    }
}
