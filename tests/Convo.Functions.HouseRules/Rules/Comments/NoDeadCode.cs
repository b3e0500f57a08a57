using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Convo.Functions.HouseRules.Rules.Comments;

internal sealed partial class NoDeadCode : Rule
{
    private const string Mend = "Delete it; the history keeps it.";

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource("// var a = Read(key);\nsealed class A;"),
        InSource("sealed class A { // return null;\n}"),
        InSource("/* foreach (var a in b)\n{\n    Send(a);\n} */"),
        InSource("// using System.Text;"),
        InSource("#if false\nsealed class A;\n#endif"),
        Repository.Of(("src/Convo.Functions.Web/wwwroot/app.js", "  // show(meeting);")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("// A store makes them (all of them); a person never does.\nsealed class A;"),
        InSource("// See the docs: chat.update needs a ts;\n// it answers otherwise;\nsealed class A { int b; } // b counts from 1."),
        InSource("/// <code>\n/// var a = Read(key);\n/// </code>\nsealed class A;"),
        Repository.Of(("src/Convo.Functions.Web/wwwroot/app.js", "// The page is plain, without a framework.\nshow();")),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        repository.CSharp.SelectMany(Check).Concat(repository.Files.Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal)).SelectMany(CheckScript));

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        foreach (var trivia in file.Root.DescendantTrivia(descendIntoTrivia: true))
        {
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) && !string.IsNullOrWhiteSpace(trivia.ToString()))
            {
                yield return file.At(trivia.GetLocation(), "Code is switched off.", Mend);
            }
            else if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && IsCode(trivia.ToString()))
            {
                yield return file.At(trivia.GetLocation(), "A comment holds code.", Mend);
            }
        }
    }

    private static IEnumerable<Finding> CheckScript(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && IsCode(line.Item.Trim())
        select file.At(line.Index + 1, "A comment holds code.", Mend);

    // Prose rarely ends like a statement, and almost never parses as one.
    private static bool IsCode(string comment)
    {
        var text = comment.Trim('/', '*', ' ', '\t', '\r', '\n');
        if (text.Length == 0 || text[^1] is not (';' or '{' or '}') || !Telling().IsMatch(text))
        {
            return false;
        }

        var whole = text[^1] == '{' ? text + "}" : text;
        return !CSharpSyntaxTree.ParseText(whole, new CSharpParseOptions(LanguageVersion.Preview)).GetDiagnostics().Any();
    }

    [GeneratedRegex(@"[=(]|\w\.\w|^(?:return|break|continue|throw|using|yield)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Telling();
}
