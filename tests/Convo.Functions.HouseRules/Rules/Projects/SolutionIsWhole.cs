using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Projects;

internal sealed class SolutionIsWhole : Rule
{
    private const string Solution = "Convo.Functions.sln";
    private const string Entry = "Project(\"{1}\") = \"A\", \"src\\A\\A.csproj\", \"{2}\"";

    public override IReadOnlyList<Repository> Bad =>
    [
        Repository.Of((Solution, "\n"), ("src/A/A.csproj", "<Project />")),
        Repository.Of((Solution, Entry)),
    ];

    public override IReadOnlyList<Repository> Good => [Repository.Of((Solution, Entry), ("src/A/A.csproj", "<Project />"))];

    public override IEnumerable<Finding> Check(Repository repository)
    {
        if (repository.Find(Solution) is not { } solution)
        {
            yield break;
        }

        foreach (var project in repository.Projects.Where(project => !solution.Text.Contains($"\"{Windows(project.Path)}\"", StringComparison.Ordinal)))
        {
            yield return project.At(1, "The project is not in the solution.", $"Run: dotnet sln add {project.Path}.");
        }

        foreach (var (index, line) in solution.Lines.Index().Where(line => line.Item.Contains(".csproj\"", StringComparison.Ordinal)))
        {
            var path = line.Split('"')[5].Replace('\\', '/');
            if (repository.Find(path) is null)
            {
                yield return solution.At(index + 1, $"The solution names {path}, which is not there.", "Take it out.");
            }
        }
    }

    private static string Windows(string path) => path.Replace('/', '\\');
}
