using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Projects;

/// <summary>The table of what may reference what; a project exists where the compiler should forbid a direction.</summary>
internal sealed class ProjectReferences : Rule
{
    private const string Client = "Convo.Client";
    private const string Sandbox = "Convo.Sandbox";
    private const string Core = "Convo.Functions.Core";
    private const string Connectors = "Convo.Functions.Connectors";
    private const string Azure = "Convo.Functions.Storage.Azure";
    private const string Sqlite = "Convo.Functions.Storage.Sqlite";
    private const string Web = "Convo.Functions.Web";
    private const string Editor = "Convo.Functions.Editor";

    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        [Client] = [],
        [Sandbox] = [],
        [Core] = [],
        [Connectors] = [Core, Client],
        [Azure] = [Core],
        [Sqlite] = [Core],
        [Web] = [Core, Editor],
        [Editor] = [],
        ["Convo.Functions"] = [Core, Connectors, Azure, Web, Sandbox],

        // The worker head is the function app behind another server: what it would repeat could drift.
        ["Convo.Functions.Worker"] = ["Convo.Functions"],
        ["Convo.Functions.Standalone"] = [Core, Connectors, Sqlite, Web, Sandbox],
    };

    public override IReadOnlyList<Repository> Bad =>
    [
        Project(Core, Client),
        Project(Client, Core),
        Project(Sandbox, Client),
        Project(Web, Connectors),
        Project("Convo.Functions.Standalone", Azure),
        Project("Convo.Functions.Extra"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Project(Core), Project(Connectors, Core, Client), Project("Convo.Functions.Standalone", Connectors, Sqlite, Web, Sandbox),
        Repository.Of(("tests/A.Tests/A.Tests.csproj", "<Project><ProjectReference Include=\"../../src/Convo.Client/Convo.Client.csproj\" /></Project>")),
    ];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        foreach (var project in repository.Projects.Where(file => file.IsSource))
        {
            if (!May.TryGetValue(project.ProjectName, out var allowed))
            {
                yield return project.At(
                    1, $"{project.ProjectName} is not in the table of projects.", "Put it into an existing project, or into the table with its reason.");
                continue;
            }

            foreach (var (include, line) in project.Items("ProjectReference").Where(item => !allowed.Contains(Target(item.Value))))
            {
                yield return project.At(
                    line, $"{project.ProjectName} references {Target(include)}.", $"It may reference {Words(allowed)}: move the code, or go through a port.");
            }
        }
    }

    private static string Target(string include) => include[(include.LastIndexOfAny(['/', '\\']) + 1)..].Replace(".csproj", "", StringComparison.Ordinal);

    private static string Words(string[] allowed) => allowed.Length == 0 ? "nothing of ours" : string.Join(", ", allowed);

    private static Repository Project(string name, params ReadOnlySpan<string> references)
    {
        var items = string.Join('\n', references.ToArray().Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"));
        return Repository.Of(($"src/{name}/{name}.csproj", $"<Project>{items}</Project>"));
    }
}
