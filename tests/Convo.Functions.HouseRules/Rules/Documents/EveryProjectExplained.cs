using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Documents;

internal sealed class EveryProjectExplained : Rule
{
    private const string Project = "src/Convo.Client/Convo.Client.csproj";

    public override IReadOnlyList<Repository> Bad =>
    [
        Repository.Of((Project, "<Project />"), ("README.md", "Nothing.")),
        Repository.Of((Project, "<Project />"), ("README.md", "Convo.Client")),
        Repository.Of((Project, "<Project />"), ("src/Convo.Client/README.md", "\n")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Repository.Of((Project, "<Project />"), ("src/Convo.Client/README.md", "A typed client for Convo's API.")),
        Repository.Of((Project, "<Project />"), ("README.md", "| `Convo.Client` | a typed client for Convo's API |")),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        var root = repository.Find("README.md");
        return
            from project in repository.Projects
            where project.IsSource && repository.Find(project.Folder + "/README.md") is not { Text.Length: > 20 } && !Explains(root, project.ProjectName)
            select project.At(
                1, $"Nothing explains {project.ProjectName}.", $"Write {project.Folder}/README.md, or a line on it in the README of the repository.");
    }

    private static bool Explains(SourceFile? readme, string name) =>
        readme?.Lines.Any(line => line.Contains(name, StringComparison.Ordinal) && line.Length > name.Length + 20) is true;
}
