using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Code;

internal sealed class SealedClasses : Rule
{
    public override IReadOnlyList<Repository> Bad => [InSource("public class A;"), InSource("public record B;")];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("public sealed class A; public abstract record B; public static class C; public readonly record struct D;"),
        InSource("public partial class E; public sealed partial class E;"),
        InTests("public class A;"),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        // One part of a partial type says it for all.
        var closed = repository.Source
            .SelectMany(file => file.Nodes<TypeDeclarationSyntax>().Where(IsClosed).Select(type => (file.Path.Split('/')[1], type.Identifier.ValueText)))
            .ToHashSet();
        return
            from file in repository.Source
            from type in file.Nodes<TypeDeclarationSyntax>()
            where type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword))
            where !IsClosed(type) && !(IsPart(type) && closed.Contains((file.Path.Split('/')[1], type.Identifier.ValueText)))
            select file.At(type.Identifier.GetLocation(), $"{type.Identifier.ValueText} can be inherited by chance.", "Make it sealed, static or abstract.");
    }

    private static bool IsClosed(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword);

    private static bool IsPart(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
