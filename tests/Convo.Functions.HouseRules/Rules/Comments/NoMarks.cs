using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Comments;

/// <summary>What is left to do is an issue, not a mark in the code.</summary>
internal sealed partial class NoMarks : Rule
{
    private const string Mark = "TO" + "DO";
    private static readonly string[] Endings = [".cs", ".js", ".ts", ".tsx", ".css", ".html", ".csproj", ".props", ".targets", ".sh", ".yml", ".yaml"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource($"// {Mark}: later"),
        InTests($"/* {"FIX" + "ME"} */"),
        Repository.Of((".ci/run", $"# {"HA" + "CK"}")),
    ];

    public override IReadOnlyList<Repository> Good => [InSource("// The list of what is to do; a hack saw."), Repository.Of(("README.md", Mark))];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where Array.Exists(Endings, ending => file.Path.EndsWith(ending, StringComparison.Ordinal)) || file.Path.StartsWith(".ci/", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where Marks().IsMatch(line.Item)
        select file.At(line.Index + 1, "A mark for later.", "Do it now, or open an issue and take the mark out.");

    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E|HAC[K]|XX[X])\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();
}
