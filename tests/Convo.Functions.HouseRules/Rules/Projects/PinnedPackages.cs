using System.Buffers;
using System.Xml;
using System.Xml.Linq;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Projects;

internal sealed class PinnedPackages : Rule
{
    private const string Central = "Directory.Packages.props";
    private const string Project = "src/A/A.csproj";
    private const string Lock = "src/A/packages.lock.json";

    private static readonly SearchValues<char> Ranges = SearchValues.Create("*[](), ");

    public override IReadOnlyList<Repository> Bad =>
    [
        Example("<PackageVersion Include=\"X\" Version=\"1.0.0\" />", "<PackageReference Include=\"X\" Version=\"1.0.0\" />"),
        Example("<PackageVersion Include=\"X\" Version=\"1.0.0\" />", "<PackageReference Include=\"X\" VersionOverride=\"1.0.0\" />"),
        Example("<PackageVersion Include=\"X\" Version=\"1.*\" />", "<PackageReference Include=\"X\" />"),
        Example("<PackageVersion Include=\"X\" Version=\"[1.0,2.0)\" />", "<PackageReference Include=\"X\" />"),
        Example("", "<PackageReference Include=\"X\" />"),
        Example("<PackageVersion Include=\"Y\" Version=\"1.0.0\" /><PackageVersion Include=\"X\" Version=\"1.0.0\" />", ""),
        Repository.Of((Central, "<Project />"), (Project, "<Project />")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Example(
            "<PackageVersion Include=\"X\" Version=\"1.0.0\" /><PackageVersion Include=\"Y\" Version=\"1.0.0-rc.1\" />"
            + "<!-- tests --><PackageVersion Include=\"A\" Version=\"1.0.0\" />",
            "<PackageReference Include=\"X\" />"),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        if (repository.Find(Central) is not { } central)
        {
            return [];
        }

        var known = central.Items("PackageVersion").Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Floating(central).Concat(Unsorted(central)).Concat(repository.Projects.SelectMany(project => Check(project, known, repository)));
    }

    private static IEnumerable<Finding> Check(SourceFile project, HashSet<string> known, Repository repository)
    {
        foreach (var item in project.Xml.Descendants("PackageReference").Where(HasVersion))
        {
            yield return project.At(((IXmlLineInfo)item).LineNumber, "A package has its version here.", $"Move the version to {Central}.");
        }

        foreach (var (name, line) in project.Items("PackageReference").Where(item => !known.Contains(item.Value)))
        {
            yield return project.At(line, $"{name} has no version.", $"Add it to {Central}.");
        }

        if (repository.Find(project.Folder + "/packages.lock.json") is null)
        {
            yield return project.At(1, "The project has no lock file.", "Restore it and commit packages.lock.json.");
        }
    }

    private static bool HasVersion(XElement item) => (item.Attribute("Version") ?? item.Attribute("VersionOverride")) is not null;

    private static IEnumerable<Finding> Floating(SourceFile central) =>
        from item in central.Xml.Descendants("PackageVersion")
        let version = (string?)item.Attribute("Version") ?? ""
        where version.Length == 0 || version.AsSpan().ContainsAny(Ranges)
        select central.At(((IXmlLineInfo)item).LineNumber, $"{item.Attribute("Include")?.Value} has the version \"{version}\".", "Pin one version.");

    // A comment begins a list of its own.
    private static IEnumerable<Finding> Unsorted(SourceFile central)
    {
        foreach (var group in central.Xml.Descendants("ItemGroup"))
        {
            var last = "";
            foreach (var node in group.Nodes())
            {
                var name = (node as XElement)?.Attribute("Include")?.Value ?? "";
                if (node is XElement && string.Compare(last, name, StringComparison.OrdinalIgnoreCase) > 0)
                {
                    yield return central.At(((IXmlLineInfo)node).LineNumber, $"{name} stands after {last}.", "Keep the list sorted.");
                }

                last = node is XElement or XComment ? name : last;
            }
        }
    }

    private static Repository Example(string central, string items) => Repository.Of(
        (Central, $"<Project><ItemGroup>{central}</ItemGroup></Project>"), (Project, $"<Project><ItemGroup>{items}</ItemGroup></Project>"), (Lock, "{}"));
}
