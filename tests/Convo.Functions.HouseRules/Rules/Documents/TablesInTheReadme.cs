using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Documents;

/// <summary>The README's list of tables is the list of tables: whoever runs the product decides by it what to back up.</summary>
internal sealed partial class TablesInTheReadme : Rule
{
    private const string Names = "src/Convo.Functions.Core/Ports/TableNames.cs";
    private const string Readme = "README.md";
    private const string Two = "static class TableNames { const string A = \"a\", B = \"b\"; static object All { get; } = [A, B]; }";

    public override IReadOnlyList<Repository> Bad =>
    [
        Repository.Of((Names, Two), (Readme, "## The tables\n| `a` | what |\n")),
        Repository.Of((Names, Two), (Readme, "## The tables\n| `a` | what |\n| `b` | what |\n| `c` | what |\n")),
        Repository.Of((Names, Two), (Readme, "| `a` | what |\n| `b` | what |\n")),
        Repository.Of((Names, Two.Replace("[A, B]", "[A]", StringComparison.Ordinal)), (Readme, "## The tables\n| `a` | what |\n| `b` | what |\n")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Repository.Of((Names, Two), (Readme, "## The tables\n| table | holds |\n| `b` | what |\n| `a` | what |\n## Else\n| `c` | what |\n")),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        if (repository.Find(Names) is not { } source || repository.Find(Readme) is not { } readme)
        {
            yield break;
        }

        var constants = source.Nodes<VariableDeclaratorSyntax>().Where(IsConstant).ToDictionary(name => name.Identifier.ValueText, Value);
        var all = source.Nodes<ExpressionElementSyntax>().Select(element => element.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in constants.Keys.Where(name => !all.Contains(name)))
        {
            yield return source.At(1, $"{name} is not in All.", "Put it there: a store makes the tables in All.");
        }

        var listed = Listed(readme).ToList();
        foreach (var table in constants.Values.Where(table => !listed.Exists(row => row.Table == table)))
        {
            yield return readme.At(1, $"The table {table} is not in the README.", "Add a row on it under the heading on tables.");
        }

        foreach (var (table, line) in listed.Where(row => !constants.ContainsValue(row.Table)))
        {
            yield return readme.At(line, $"There is no table {table}.", "Take the row out.");
        }
    }

    private static IEnumerable<(string Table, int Line)> Listed(SourceFile readme)
    {
        var inside = false;
        foreach (var (index, line) in readme.Lines.Index())
        {
            inside = line.StartsWith('#') ? line.Contains("tables", StringComparison.OrdinalIgnoreCase) : inside;
            if (inside && Row().Match(line) is { Success: true } row)
            {
                yield return (row.Groups["table"].Value, index + 1);
            }
        }
    }

    private static bool IsConstant(VariableDeclaratorSyntax name) =>
        name.Initializer is not null && name.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword);

    private static string Value(VariableDeclaratorSyntax name) => ((LiteralExpressionSyntax)name.Initializer!.Value).Token.ValueText;

    [GeneratedRegex(@"^\| `(?<table>\w+)` \|", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Row();
}
