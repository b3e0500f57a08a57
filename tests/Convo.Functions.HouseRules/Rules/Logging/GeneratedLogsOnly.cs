using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Logging;

internal sealed class GeneratedLogsOnly : Rule
{
    private static readonly string[] Banned = ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("sealed class A { void M() => logger.LogInformation(\"x\"); }"),
        InSource("sealed class A { void M() => LoggerExtensions.LogError(logger, \"x\"); }"),
        InSource("sealed class A { void M() => logger.Log(LogLevel.Error, \"x\"); }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("sealed class A { void M() => Log.Stored(logger); }"),
        InTests("sealed class A { void M() => logger.LogInformation(\"x\"); }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Source
        from call in file.Nodes<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax member && IsLog(member.Name.Identifier.ValueText, call)
        select file.At(call, "A log message is written by hand.", "Give it a [LoggerMessage] method in the nested class Log.");

    private static bool IsLog(string name, InvocationExpressionSyntax call) =>
        Banned.Contains(name)
        || (name == "Log" && call.ArgumentList.Arguments is [var first, ..] && first.ToString().StartsWith("LogLevel.", StringComparison.Ordinal));
}
