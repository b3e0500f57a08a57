using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Testing;

/// <summary>Every test holds an assertion, in its own body or in a method of the same project that it calls.</summary>
internal sealed class TestsAssert : Rule
{
    // Assertions under other names: FsCheck's own, which throw with the shrunk case and its seed.
    private static readonly string[] Others = ["QuickCheckThrowOnFailure", "QuickThrowOnFailure", "VerboseCheckThrowOnFailure"];
    private static readonly string[] Starts = ["Assert", "Verify", "Should", "Expect"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("sealed class A { [Fact] public void One_two_three() { var a = Read(); } int Read() => 1; }"),
        InTests("sealed class A { [Theory] public async Task One_two_three() => await Read(); Task Read() => null; }"),
        InTests("sealed class A { [Fact] public void One_two_three() { Assertion a = new(); } }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("sealed class A { [Fact] public void One_two_three() { Assert.Equal(1, 1); } }"),
        InTests("sealed class A { [Fact] public async Task One_two_three() => await world.ExpectMessageAsync(); }"),
        InTests("sealed class A { [Fact] public void One_two_three() => Try(1); void Try(int a) => Again(a); void Again(int a) => Assert.True(a > 0); }"),
        InTests("sealed class A { [Fact] public void One_two_three() => Prop.ForAll<int>(a => a == a).QuickCheckThrowOnFailure(); }"),
        InTests("sealed class A { [Fact] public void One_two_three() => RowAssert.Same(1, 1); }"),
        Repository.Of(
            ("tests/A.Tests/ATests.cs", "sealed class A { [Fact] public void One_two_three() => stage.Delivered(); }"),
            ("tests/A.Tests/Stage.cs", "sealed class Stage { public void Delivered() => Assert.True(true); }")),
        InTests("sealed class A { [Fact] public void One_two_three() => Hold(); static void Hold() { void Inner() => Assert.True(true); Inner(); } }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        var methods = repository.Tests
            .SelectMany(file => file.Nodes<MethodDeclarationSyntax>().Select(method => (Project: ProjectOf(file), Method: method)))
            .ToLookup(pair => pair.Project, pair => pair.Method);
        var asserting = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (file, method) in TestMethods.In(repository))
        {
            var project = ProjectOf(file);
            if (!asserting.TryGetValue(project, out var known))
            {
                asserting[project] = known = Asserting([.. methods[project]]);
            }

            if (!Asserts(method, known))
            {
                yield return file.At(
                    method.Identifier.GetLocation(),
                    $"{method.Identifier.ValueText} asserts nothing.",
                    "Assert what it promises; a test must be able to fail.");
            }
        }
    }

    private static string ProjectOf(SourceFile file) => file.Path.Split('/')[1];

    // Methods that assert by calling others that do: taken up until no more are found.
    private static HashSet<string> Asserting(IReadOnlyList<MethodDeclarationSyntax> methods)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (methods.Where(method => !found.Contains(method.Identifier.ValueText) && Asserts(method, found)).ToList() is { Count: > 0 } more)
        {
            found.UnionWith(more.Select(method => method.Identifier.ValueText));
        }

        return found;
    }

    private static bool Asserts(MethodDeclarationSyntax method, HashSet<string> known)
    {
        return method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression switch
        {
            MemberAccessExpressionSyntax member => Counts(member.Name.Identifier.ValueText) || IsAssertions(member.Expression),
            SimpleNameSyntax name => Counts(name.Identifier.ValueText),
            _ => false,
        });

        bool Counts(string name) => known.Contains(name) || IsAssertion(name);
    }

    private static bool IsAssertions(ExpressionSyntax type) =>
        type is IdentifierNameSyntax name && name.Identifier.ValueText.EndsWith("Assert", StringComparison.Ordinal);

    private static bool IsAssertion(string name) => Others.Contains(name) || Array.Exists(Starts, start => name.StartsWith(start, StringComparison.Ordinal));
}
