using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Names;

internal sealed class FieldNames : Rule
{
    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("sealed class A { private int _count; }"),
        InSource("sealed class A { private readonly int Count; }"),
        InSource("sealed class A { int Count; }"),
        InSource("sealed class A { private static int s_count; }"),
        InSource("sealed class A { private const int most = 3; }"),
        InSource("sealed class A { private static readonly int most = 3; }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("sealed class A { private int count; private static int calls; public int Open; }"),
        InSource("sealed class A { private const int Most = 3; private static readonly int Least = 1; }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from field in file.Nodes<FieldDeclarationSyntax>()
        where !field.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
        from name in field.Declaration.Variables.Select(variable => variable.Identifier)
        let constant = IsConstant(field)
        where name.ValueText.Contains('_') || char.IsUpper(name.ValueText[0]) != constant
        select file.At(name.GetLocation(), $"The private field {name.ValueText} is not named like the others.", Mend(constant));

    private static bool IsConstant(FieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.ConstKeyword) || (field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));

    private static string Mend(bool constant) => constant
        ? "Constants and static readonly fields are PascalCase."
        : "Fields are camelCase, without an underscore.";
}
