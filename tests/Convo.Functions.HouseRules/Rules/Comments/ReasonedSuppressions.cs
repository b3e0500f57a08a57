using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Comments;

internal sealed partial class ReasonedSuppressions : Rule
{
    private const string Mend = "Mend the code, or say why in a comment on the same line or the line before.";

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("#pragma warning disable CA1031\nsealed class A;"),
        InSource("#pragma warning disable CA1031 //\nsealed class A;"),
        InSource("#nullable disable\nsealed class A;"),
        InSource("[SuppressMessage(\"Design\", \"CA1031\")]\nsealed class A;"),
        InSource("[SuppressMessage(\"Design\", \"CA1031\", Justification = \"\")]\nsealed class A;"),
        Repository.Of(("src/A/A.csproj", "<Project>\n  <NoWarn>CA1031</NoWarn>\n</Project>")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("#pragma warning disable CA1031 // Whatever the store throws, it does not store.\n#pragma warning restore CA1031"),
        InSource("// Whatever the store throws, it does not store.\n#pragma warning disable CA1031"),
        InSource("[SuppressMessage(\"Design\", \"CA1031\", Justification = \"Whatever the store throws, it does not store.\")]\nsealed class A;"),
        Repository.Of(("src/A/A.csproj", "<Project>\n  <!-- Its names are not ours. -->\n  <NoWarn>CA1031</NoWarn>\n</Project>")),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        repository.CSharp.SelectMany(file => Attributes(file).Concat(Lines(file, Directive())))
            .Concat(repository.Files.Where(IsBuild).SelectMany(file => Lines(file, NoWarn())));

    private static bool IsBuild(SourceFile file) =>
        file.IsProject || file.Path.EndsWith(".props", StringComparison.Ordinal) || file.Path.EndsWith(".targets", StringComparison.Ordinal);

    private static IEnumerable<Finding> Lines(SourceFile file, Regex off) =>
        from line in file.Lines.Index()
        where off.IsMatch(line.Item) && !Reason().IsMatch(line.Item) && !(line.Index > 0 && Reason().IsMatch(file.Lines[line.Index - 1]))
        select file.At(line.Index + 1, "A warning is switched off without a reason.", Mend);

    private static IEnumerable<Finding> Attributes(SourceFile file) =>
        from attribute in file.Nodes<AttributeSyntax>()
        where attribute.Name.ToString() is "SuppressMessage" or "SuppressMessageAttribute" or "UnconditionalSuppressMessage"
        where attribute.ArgumentList?.Arguments.Any(IsJustification) is not true
        select file.At(attribute, "A warning is suppressed without a reason.", "Mend the code, or give a Justification.");

    private static bool IsJustification(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.ToString() == "Justification" && argument.Expression.ToString().Length > 10;

    [GeneratedRegex(@"^\s*#\s*(?:pragma\s+warning\s+disable|nullable\s+disable)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex("<(?:NoWarn|WarningsNotAsErrors)>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoWarn();

    [GeneratedRegex(@"//\s*\w\S*\s+\w|<!--\s*\w\S*\s+\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reason();
}
