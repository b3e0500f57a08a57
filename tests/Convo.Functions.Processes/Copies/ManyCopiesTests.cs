using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Copies;

[Collection(Alone.Name)]
public sealed class ManyCopiesOnOneMachine(ITestOutputHelper output) : ManyCopies(output)
{
    private protected override int UsualEvents => 5;

    private protected override async Task<IStage> SetUpAsync() => await OneMachine.SetUpAsync();
}

/// <summary>Two instances on one storage account get the copies in turn, and both follow the hints.</summary>
[Collection(Alone.Name)]
public sealed class ManyCopiesOnFunctionApp(ITestOutputHelper output) : ManyCopies(output)
{
    private protected override int UsualEvents => 2;

    private protected override async Task<IStage> SetUpAsync() => await FunctionApp.SetUpAsync(instances: 2);
}
