using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Code;

internal sealed class CancellationLast : Rule
{
    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("sealed class A { Task M(CancellationToken c, int a) => null; }"),
        InSource("sealed class A { Task M(int a, CancellationToken c = default) => null; }"),
        InSource("interface IA { Task M(CancellationToken c = default); }"),
        InSource("delegate Task A(CancellationToken c, int a);"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("sealed class A { Task M(int a, CancellationToken c) => null; protected override Task N(CancellationToken c, int a) => null; }"),
        InSource("sealed class A { IAsyncEnumerable<int> M(int a, [EnumeratorCancellation] CancellationToken c) => null; }"),
        InTests("sealed class A { Task M(int a, CancellationToken c = default) => null; }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Source
        from list in file.Nodes<ParameterListSyntax>()
        where list.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax or DelegateDeclarationSyntax && !IsOverride(list.Parent)
        from parameter in list.Parameters.Index()
        where parameter.Item.Type?.ToString() is "CancellationToken" or "CancellationToken?"
        where parameter.Item.Default is not null || parameter.Index != list.Parameters.Count - 1
        select file.At(
            parameter.Item,
            parameter.Item.Default is null ? "The CancellationToken is not last." : "The CancellationToken can be forgotten.",
            "Make it the last parameter, without a default.");

    private static bool IsOverride(SyntaxNode? parent) => parent is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.OverrideKeyword);
}
