using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Crashing;

/// <summary>
/// The mixed run: kills of the handler and a storage that is cut off again and again, at once. What must hold afterwards is what must hold after the crashes
/// alone. Some twenty seconds of trouble; CONVO_CRASHES=180 makes it about five minutes.
/// </summary>
public sealed class MixedRunOnFunctionApp(ITestOutputHelper output) : CrashStorm(output)
{
    private readonly ITestOutputHelper output = output;

    private protected override TimeSpan Pause => TimeSpan.FromMilliseconds(60);

    private protected override int LeastAckedPerCrash => 2;

    private protected override int Crashes => 12;

    private protected override async Task<IStage> SetUpAsync() => await CutOffApp.SetUpAsync();

    private protected override Task CalmAsync(IStage stage) => ((CutOffApp)stage).MendAsync();

    private protected override void Tell(IStage stage)
    {
        var cuts = ((CutOffApp)stage).Cuts;
        output.WriteLine($"storage was cut off {cuts} times");
        Assert.InRange(cuts, 1, int.MaxValue);
    }
}
