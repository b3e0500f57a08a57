using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Projects;

/// <summary>Which packages a project may use, so that none leaks. A name that ends in a dot and a star stands for a family.</summary>
internal sealed class PackageReferences : Rule
{
    private const string Abstractions = "Microsoft.Extensions.*.Abstractions";

    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Convo.Functions.Core"] = [Abstractions],
        ["Convo.Functions.Connectors"] = [Abstractions, "MailKit"],
        ["Convo.Functions.Storage.Azure"] =
            ["Azure.Core", "Azure.Data.Tables", "Azure.Identity", "Azure.Security.KeyVault.Secrets", "Azure.Storage.Queues"],
        ["Convo.Functions.Storage.Sqlite"] = ["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["Convo.Functions.Worker"] = ["Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.*"],
        ["Convo.Functions.Standalone"] = ["System.CommandLine"],
        ["Convo.Sandbox"] = ["MimeKit"],
    };

    public override IReadOnlyList<Repository> Bad =>
    [
        Project("Convo.Functions.Core", "Microsoft.Data.Sqlite.Core"),
        Project("Convo.Functions.Core", "Microsoft.Extensions.Hosting"),
        Project("Convo.Client", "Microsoft.Extensions.Http"),
        Project("Convo.Sandbox", "Moq"),
        Project("Convo.Functions.Web", "Microsoft.AspNetCore.OpenApi"),
        Of("Convo.Functions.Core", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Project("Convo.Functions.Core", "Microsoft.Extensions.Logging.Abstractions"),
        Project("Convo.Functions.Connectors", "MailKit"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        repository.Projects.Where(file => file.IsSource).SelectMany(file => Packages(file).Concat(Frameworks(file)));

    private static IEnumerable<Finding> Packages(SourceFile project)
    {
        var allowed = May.GetValueOrDefault(project.ProjectName, []);
        return project.Items("PackageReference").Where(item => !Array.Exists(allowed, pattern => Fits(item.Value, pattern))).Select(item =>
            project.At(item.Line, $"{project.ProjectName} uses the package {item.Value}.", "Do without, or add it to the table with its reason."));
    }

    // What Core and the connectors are made of must run on any head.
    private static IEnumerable<Finding> Frameworks(SourceFile project) =>
        project.Items("FrameworkReference").Where(_ => project.ProjectName is not "Convo.Functions.Web").Select(item =>
            project.At(item.Line, $"{project.ProjectName} uses the framework {item.Value}.", "Only Web does, and the heads by their SDK."));

    private static bool Fits(string package, string pattern) => pattern.Split('*') switch
    {
        [var start, var end] =>
            package.Length > start.Length + end.Length
            && package.StartsWith(start, StringComparison.Ordinal)
            && package.EndsWith(end, StringComparison.Ordinal),
        _ => package == pattern,
    };

    private static Repository Project(string name, string package) => Of(name, $"<PackageReference Include=\"{package}\" />");

    private static Repository Of(string name, string item) => Repository.Of(($"src/{name}/{name}.csproj", $"<Project>{item}</Project>"));
}
