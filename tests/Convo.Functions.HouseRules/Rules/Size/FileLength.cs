using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Size;

internal sealed class FileLength : Rule
{
    public const int Most = 300;

    private static readonly string[] Endings = [".cs", ".js", ".ts", ".tsx", ".css", ".html"];

    // Made by a program, read by programs.
    private const string Generated = "src/editor/src/api/schema.d.ts";

    public override IReadOnlyList<Repository> Bad => [InSource(Lines(Most + 1)), Repository.Of(("src/Convo.Functions.Web/wwwroot/app.js", Lines(Most + 1)))];

    public override IReadOnlyList<Repository> Good => [InSource(Lines(Most)), Repository.Of(("README.md", Lines(Most + 1)), (Generated, Lines(Most + 1)))];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where file.Lines.Length > Most && Array.Exists(Endings, ending => file.Path.EndsWith(ending, StringComparison.Ordinal)) && file.Path is not Generated
        select file.At(Most + 1, $"The file has {file.Lines.Length} lines.", $"Split it by concept until no part has more than {Most}.");

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("// a line\n", count));
}
