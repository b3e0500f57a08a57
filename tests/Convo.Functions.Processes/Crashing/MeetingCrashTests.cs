using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Crashing;

public sealed class MeetingCrashOnOneMachine : MeetingCrash
{
    private protected override async Task<IStage> SetUpAsync() => await OneMachine.SetUpAsync();
}

/// <summary>The host starts the handler again by itself, and hands the messages on again that it was working on.</summary>
public sealed class MeetingCrashOnFunctionApp : MeetingCrash
{
    private protected override async Task<IStage> SetUpAsync() => await FunctionApp.SetUpAsync();
}
