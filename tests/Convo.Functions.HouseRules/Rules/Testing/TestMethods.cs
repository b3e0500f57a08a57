using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Testing;

/// <summary>What xUnit runs.</summary>
internal static class TestMethods
{
    private static readonly string[] Attributes = ["Fact", "Theory"];

    public static IEnumerable<(SourceFile File, MethodDeclarationSyntax Method)> In(Repository repository) =>
        from file in repository.Tests
        from method in file.Nodes<MethodDeclarationSyntax>()
        where AttributesOf(method).Any()
        select (file, method);

    public static IEnumerable<AttributeSyntax> AttributesOf(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => Attributes.Contains(attribute.Name.ToString()));
}
