using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Testing;

/// <summary>A test that sleeps is slow when it passes and false when the machine is busy.</summary>
internal sealed class NoWaitingByTheClock : Rule
{
    // Another process has a clock that no test can move, and a benchmark measures by the real one; there, waits are bounded instead. The stand-in for the
    // Functions host asks other programs, the handler and the queues, and pauses between as the real one does.
    private static readonly string[] ByTheRealClock =
        ["tests/Convo.Functions.Processes/", "tests/Convo.Functions.Benchmarks/", "tests/Convo.Functions.HostStandIn/"];

    private static readonly string[] Tokens = ["token", "cancel", "stop"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("sealed class A { void M() => Thread.Sleep(1); }"),
        InTests("sealed class A { Task M() => Task.Delay(10); }"),
        InTests("sealed class A { Task M() => Task.Delay(10, CancellationToken.None); }"),
        InTests("sealed class A { Task M() => System.Threading.Tasks.Task.Delay(TimeSpan.FromSeconds(1), token); }"),
        InTests("sealed class A { Task M() => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System); }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("sealed class A { Task M() => Task.Delay(TimeSpan.FromSeconds(1), clock, token); void N() => queue.Delay(3); }"),
        InTests("sealed class A { Task M() => Task.Delay(Timeout.InfiniteTimeSpan, token); }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Tests
        where !Array.Exists(ByTheRealClock, folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        from call in file.Nodes<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax member && Waits(member, call.ArgumentList.Arguments)
        select file.At(call, "The test waits by the real clock.", "Wait for what should happen, or move a settable clock.");

    private static bool Waits(MemberAccessExpressionSyntax member, IReadOnlyList<ArgumentSyntax> arguments) =>
        (Last(member.Expression), member.Name.Identifier.ValueText) switch
        {
            ("Thread", "Sleep") => true,
            ("Task", "Delay") => !IsEndless(arguments[0].ToString()) && !(arguments.Count > 1 && IsSettable(arguments[1].ToString())),
            _ => false,
        };

    private static string Last(ExpressionSyntax expression) => expression.ToString() is var text ? text[(text.LastIndexOf('.') + 1)..] : "";

    // What never ends by itself stands for something that hangs; no clock moves it.
    private static bool IsEndless(string argument) => argument is "Timeout.InfiniteTimeSpan" or "Timeout.Infinite" or "-1";

    private static bool IsSettable(string argument) =>
        argument != "TimeProvider.System" && !Array.Exists(Tokens, token => argument.Contains(token, StringComparison.OrdinalIgnoreCase));
}
