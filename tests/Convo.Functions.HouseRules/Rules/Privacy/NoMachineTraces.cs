using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Privacy;

/// <summary>Nothing in the repository tells where or by whom it was written: no machine's path, no mirror's address, no person's mail address.</summary>
internal sealed partial class NoMachineTraces : Rule
{
    private const string Slash = "/";
    private const string At = "@";

    // Copies of Convo's own documents, word for word.
    private static readonly string[] Verbatim = ["tests/Convo.Client.Tests/Seeds/", "tests/Convo.Client.Tests/Samples/"];

    // The last is no address but the mark of a type in the wire form of a table row.
    private static readonly string[] Reserved = ["example.com", "example.org", "example.net", ".example", ".test", ".invalid", "@odata.type"];

    public override IReadOnlyList<Repository> Bad =>
    [
        Repository.Of(("README.md", $"Look into {Slash}root{Slash}src.")),
        Repository.Of(("README.md", $"Look into {Slash}home{Slash}anna{Slash}src.")),
        Repository.Of(("README.md", $"Look into C:\\{"Users"}\\anna.")),
        Repository.Of(("a.json", $"https:{Slash}{Slash}nexus.acme.io{Slash}repository{Slash}x.tgz")),
        Repository.Of(("a.json", $"https:{Slash}{Slash}registry.npmjs.org{Slash}x.tgz")),
        Repository.Of(("README.md", $"Ask anna{At}acme.io.")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Repository.Of(("README.md", "Ask anna@example.com, or bob@mail.example; run git@v2. See https://www.nuget.org/packages and /api/work/items.")),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where !Array.Exists(Verbatim, start => file.Path.StartsWith(start, StringComparison.Ordinal))
        from line in file.Lines.Index()
        from finding in Check(file, line.Item, line.Index + 1)
        select finding;

    private static IEnumerable<Finding> Check(SourceFile file, string line, int number)
    {
        if (MachinePath().IsMatch(line))
        {
            yield return file.At(number, "A path of one machine.", "Make it relative to the repository, or to a temporary folder.");
        }

        if (RegistryHost().IsMatch(line))
        {
            yield return file.At(number, "A package registry's host.", "Leave the host to each machine's settings.");
        }

        if (Mail().Matches(line).Any(mail => !Array.Exists(Reserved, end => mail.Value.EndsWith(end, StringComparison.OrdinalIgnoreCase))))
        {
            yield return file.At(number, "A mail address that may be somebody's.", "Use a reserved domain such as example.com.");
        }
    }

    [GeneratedRegex(@"(?<![\w.\-}])/(?:root|home|Users|work|tmp)/[\w.]|[A-Za-z]:\\{1,2}Users\\", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://(?!www\.)[\w.\-]*(?:registry|nuget|npmjs|artifactory|nexus|pypi|mirror)[\w.\-]*[/:]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(?<![\w/@])[A-Za-z][\w.+\-]*@[A-Za-z][\w\-]*(?:\.[A-Za-z][\w\-]*)*\.[A-Za-z]{2,}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();
}
