using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Size;

internal sealed class MethodLength : Rule
{
    public const int Most = 60;

    public override IReadOnlyList<Repository> Bad => [InSource(Method(Most - 2)), InSource(TopLevel(Most + 1))];

    public override IReadOnlyList<Repository> Good => [InSource(Method(Most - 3)), InSource(TopLevel(Most))];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from method in Measure(file)
        where method.Lines > Most
        select file.At(method.Line, $"{method.Name} has {method.Lines} lines.", $"Cut it into steps with names of their own; {Most} is the most.");

    /// <summary>Methods, constructors, operators and accessors with a body, and a program's top-level statements taken together.</summary>
    public static IEnumerable<(string Name, int Line, int Lines)> Measure(SourceFile file)
    {
        foreach (var method in file.Nodes<BaseMethodDeclarationSyntax>().Where(method => method.Body is not null || method.ExpressionBody is not null))
        {
            var signature = method.Modifiers.Count > 0 ? method.Modifiers[0] : method.ChildTokens().First();
            yield return Span(NameOf(method), file, signature.SpanStart, method.Span.End);
        }

        foreach (var accessor in file.Nodes<AccessorDeclarationSyntax>().Where(accessor => accessor.Body is not null))
        {
            yield return Span(accessor.Keyword.ValueText, file, accessor.SpanStart, accessor.Span.End);
        }

        var program = file.Root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (program.Count > 0)
        {
            yield return Span("The program", file, program[0].SpanStart, program[^1].Span.End);
        }
    }

    private static (string Name, int Line, int Lines) Span(string name, SourceFile file, int start, int end)
    {
        var text = file.Root.SyntaxTree.GetText();
        var (first, last) = (text.Lines.GetLinePosition(start).Line, text.Lines.GetLinePosition(end).Line);
        return (name, first + 1, last - first + 1);
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        _ => method.Kind().ToString(),
    };

    private static string Method(int statements) =>
        $"sealed class A\n{{\n    void M()\n    {{\n{string.Concat(Enumerable.Repeat("        M();\n", statements))}    }}\n}}\n";

    private static string TopLevel(int statements) => string.Concat(Enumerable.Repeat("Call();\n", statements));
}
