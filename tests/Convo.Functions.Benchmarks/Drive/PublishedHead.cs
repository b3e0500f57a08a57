using System.Runtime.InteropServices;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>The heads as they are shipped: release builds with code compiled ahead, in the repository's <c>artifacts</c> folder.</summary>
internal static class PublishedHead
{
    private const string Project = "src/Convo.Functions.Standalone/Convo.Functions.Standalone.csproj";
    private const string FunctionApp = "src/Convo.Functions";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>The repository that this program was built in.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder for all that is made and not kept.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Repository, "artifacts", "benchmarks")).FullName;

    /// <summary>Publishes the one-machine head.</summary>
    /// <returns>Its assembly.</returns>
    public static async Task<string> MakeAsync()
    {
        var folder = Path.Combine(Artifacts, "head");

        // The lock file names no runtime, and compiling ahead needs one: the packages of the publication are locked apart.
        await using var publish = ChildProcess.Start(
            "dotnet",
            ["publish", Project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
                "-p:RestorePackagesWithLockFile=false",
                $"-p:NuGetLockFilePath={Path.Combine(Artifacts, "packages.lock.json")}",
                $"-p:ArtifactsPath={Path.Combine(Artifacts, "build")}", "-o", folder, "-v", "q", "--nologo"],
            folder: Repository);
        return await publish.EndAsync(Patience) == 0
            ? Path.Combine(folder, "Convo.Functions.Standalone.dll")
            : throw new InvalidOperationException($"The head could not be published:\n{publish.Output}{publish.Errors}");
    }

    /// <summary>Publishes the function app, as its README says.</summary>
    /// <returns>Its root folder.</returns>
    public static async Task<string> MakeFunctionAppAsync()
    {
        var folder = Path.Combine(Artifacts, "function-app");
        await using var publish = ChildProcess.Start(
            "dotnet",
            ["publish", FunctionApp, "-c", "Release", "-o", folder, $"-p:ArtifactsPath={Path.Combine(Artifacts, "build")}", "-v", "q", "--nologo"],
            folder: Repository);
        return await publish.EndAsync(Patience) == 0
            ? folder
            : throw new InvalidOperationException($"The function app could not be published:\n{publish.Output}{publish.Errors}");
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Convo.Functions.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found above this program."));
}
