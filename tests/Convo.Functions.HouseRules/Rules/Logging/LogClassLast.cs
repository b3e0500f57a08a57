using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Logging;

internal sealed class LogClassLast : Rule
{
    private const string Message = "[LoggerMessage(1, LogLevel.Error, \"x\")] public static partial void Down(ILogger logger);";

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource($"internal static partial class Log {{ {Message} }}"),
        InSource($"sealed partial class A {{ {Message} }}"),
        InSource($"sealed partial class A {{ internal static partial class Log {{ {Message} }} }}"),
        InSource($"sealed partial class A {{ private static partial class Log {{ {Message} }} void M() {{ }} }}"),
        InSource($"sealed partial class A {{ private static partial class Log {{ {Message} }} }} sealed class B;"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource($"sealed class B; sealed partial class A {{ void M() {{ }} private static partial class Log {{ {Message} }} }}"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Source
        from type in file.Nodes<TypeDeclarationSyntax>()
        where type.Members.Any(IsMessage) && !IsInPlace(type, file.Root)
        select file.At(
            type.Identifier.GetLocation(),
            "Log messages stand where nobody looks for them.",
            "Put them into a nested private static partial class Log at the file's end.");

    private static bool IsMessage(MemberDeclarationSyntax member) =>
        member.AttributeLists.Any(list => list.Attributes.Any(attribute => attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"));

    private static bool IsInPlace(TypeDeclarationSyntax type, CompilationUnitSyntax root) =>
        type.Identifier.ValueText == "Log"
        && type.Modifiers.Any(SyntaxKind.PrivateKeyword) && type.Modifiers.Any(SyntaxKind.StaticKeyword)
        && type.Parent is TypeDeclarationSyntax parent && parent.Members[^1] == type
        && root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Last() == type;
}
