using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Names;

internal sealed partial class PlainNames : Rule
{
    private const string Mend = "Name it after what it does or holds.";

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("sealed class MeetingManager;"),
        InSource("interface IMailService;"),
        InSource("sealed record StringUtils;"),
        InSource("enum EventProcessor { One }"),
        Repository.Of(("src/Convo.Functions.Core/DateHelper.cs", "sealed class Dates;")),
        Repository.Of(("src/Convo.Functions.Core/Helpers/Dates.cs", "sealed class Dates;")),
        InSource("public static class CoreServices { public static void AddCore() { } public static void AddMore() { } }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("sealed class Utilisation; sealed class Servicing;"),
        InSource("sealed class Pump : BackgroundService;"),
        Repository.Of((
            "src/Convo.Functions.Core/CoreServices.cs",
            "public static class CoreServices { public static void AddCore() { } private static void Rest() { } }")),
    ];

    public override IEnumerable<Finding> Check(Repository repository) => repository.CSharp.SelectMany(Check);

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        var types = file.Nodes<BaseTypeDeclarationSyntax>().ToList();
        foreach (var type in types.Where(type => IsVague(type.Identifier.ValueText) && !IsAllowed(file, type)))
        {
            yield return file.At(type.Identifier.GetLocation(), $"{type.Identifier.ValueText} is a vague name.", Mend);
        }

        var parts = file.Path.Split('/').Select(part => part.EndsWith(".cs", StringComparison.Ordinal) ? part[..^3] : part);
        var registers = types.Count == 1 && IsAllowed(file, types[0]);
        foreach (var part in parts.Where(part => IsVague(part) && !registers))
        {
            yield return file.At(1, $"{part} is a vague name.", Mend);
        }
    }

    // What registers a project's parts is called after .NET's own word, as every reader expects; it does nothing else.
    private static bool IsRegistration(BaseTypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax declared
        && declared.Identifier.ValueText.EndsWith("Services", StringComparison.Ordinal)
        && declared.Modifiers.Any(SyntaxKind.StaticKeyword)
        && declared.Members.OfType<MethodDeclarationSyntax>().Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword)).ToList() is [var only]
        && only.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal);

    private static bool IsAllowed(SourceFile file, BaseTypeDeclarationSyntax type) =>
        IsRegistration(type) || (file.IsTest && type.Identifier.ValueText.EndsWith("ServicesTests", StringComparison.Ordinal));

    private static bool IsVague(string name) => Words().Matches(name).Any(word => Vague().IsMatch(word.Value));

    [GeneratedRegex("[A-Z][a-z]+|[a-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();

    [GeneratedRegex("^(?:Manager|Helper|Util|Utilitie|Utility|Processor|Service)s?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Vague();
}
