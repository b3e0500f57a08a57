using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Testing;

/// <summary>Fakes are real things; a mock only makes a port fail or stall, which no real thing does on demand.</summary>
internal sealed class MocksOnlyFail : Rule
{
    private const string Mend = "Use the real thing (tables in memory, the sandbox over HTTP); mock only a port that throws or never ends.";

    private static readonly string[] Answers = ["Returns", "ReturnsAsync", "Callback", "CallBase"];
    private static readonly string[] Stalls = ["TaskCompletionSource", "Task.FromException", "Never", "Stall"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("using Moq; sealed class A { void M() => tables.Setup(t => t.Get()).Returns(1); }"),
        InTests("using Moq; sealed class A { void M() => tables.Setup(t => t.Get()).ReturnsAsync(row); }"),
        InTests("using Moq; sealed class A { void M() => new Mock<SqliteTables>(); }"),
        InTests("using Moq; sealed class A { void M() => Mock.Of<ITables>(); }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("using Moq; sealed class A { void M() => new Mock<ITables>().Setup(t => t.Get()).ThrowsAsync(new StorageException()); }"),
        InTests("using Moq; sealed class A { void M() => tables.Setup(t => t.Get()).Returns(new TaskCompletionSource().Task); }"),
        InTests("sealed class A { void M() => clock.Returns(1); }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        repository.Tests.Where(UsesMoq).SelectMany(file => Doubles(file).Concat(Replies(file)));

    private static bool UsesMoq(SourceFile file) => file.Root.Usings.Any(use => use.Name?.ToString() == "Moq");

    private static IEnumerable<Finding> Doubles(SourceFile file) =>
        from name in file.Nodes<GenericNameSyntax>()
        where name.Identifier.ValueText switch
        {
            "Mock" => !IsPort(name),
            "Of" => name.Parent?.ToString().StartsWith("Mock.", StringComparison.Ordinal) is true,
            _ => false,
        }
        select file.At(name, "A mock stands in for something that works.", Mend);

    private static IEnumerable<Finding> Replies(SourceFile file) =>
        from call in file.Nodes<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax member && Answers.Contains(member.Name.Identifier.ValueText)
        where !Array.Exists(Stalls, stall => call.ArgumentList.ToString().Contains(stall, StringComparison.Ordinal))
        select file.At(call, "A mock answers.", Mend);

    private static bool IsPort(GenericNameSyntax name) => name.TypeArgumentList.Arguments.ToString() is ['I', >= 'A' and <= 'Z', ..];
}
