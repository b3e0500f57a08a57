using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Crashing;

/// <summary>The storm on one machine. Eight connections that rest so long between two events come to about 500 events a second.</summary>
public sealed class CrashStormOnOneMachine(ITestOutputHelper output) : CrashStorm(output)
{
    private protected override TimeSpan Pause => TimeSpan.FromMilliseconds(15);

    private protected override int LeastAckedPerCrash => 10;

    private protected override async Task<IStage> SetUpAsync() => await OneMachine.SetUpAsync();
}

/// <summary>
/// The storm on the function app: its handler is killed, and the Functions host restarts it, until the third crash stops that and the platform starts
/// another. Events come more slowly than on one machine, because Azurite and the hosts run on the same cores.
/// </summary>
public sealed class CrashStormOnFunctionApp(ITestOutputHelper output) : CrashStorm(output)
{
    private const int CrashesOfOneHost = 3;
    private readonly ITestOutputHelper output = output;

    private protected override TimeSpan Pause => TimeSpan.FromMilliseconds(40);

    private protected override int LeastAckedPerCrash => 3;

    private protected override async Task<IStage> SetUpAsync() => await FunctionApp.SetUpAsync();

    private protected override void Tell(IStage stage)
    {
        var (hosts, handlers) = ((FunctionApp)stage).Platforms[0].Started;
        output.WriteLine($"{handlers} handlers under {hosts} hosts");
        Assert.Equal(hosts, ((handlers - 1) / CrashesOfOneHost) + 1);
    }
}
