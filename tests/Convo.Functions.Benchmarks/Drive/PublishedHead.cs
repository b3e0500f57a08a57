using System.Runtime.InteropServices;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>The heads as they are shipped: release builds with code compiled ahead, in the repository's <c>artifacts</c> folder.</summary>
internal static class PublishedHead
{
    /// <summary>The project of the function app, in the repository.</summary>
    public const string FunctionApp = "src/Convo.Functions";

    private const string Project = "src/Convo.Functions.Standalone/Convo.Functions.Standalone.csproj";

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
        await Sdk.RunAsync(
            "publish", Project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "-p:RestorePackagesWithLockFile=false", $"-p:NuGetLockFilePath={Path.Combine(Artifacts, "packages.lock.json")}",
            $"-p:ArtifactsPath={Path.Combine(Artifacts, "build")}", "-o", folder, "-v", "q", "--nologo");
        return Path.Combine(folder, "Convo.Functions.Standalone.dll");
    }

    /// <summary>Publishes the function app, as its README says.</summary>
    /// <param name="into">The folder that gets it, beside the folder of what is made on the way; null for that of the benchmarks.</param>
    /// <param name="how">Further arguments.</param>
    /// <returns>Its root folder.</returns>
    public static async Task<string> MakeFunctionAppAsync(string? into = null, params string[] how)
    {
        var root = Path.Combine(into ?? Artifacts, "function-app");
        var build = Path.Combine(into ?? Artifacts, "build");
        await Sdk.RunAsync(["publish", FunctionApp, "-c", "Release", "-o", root, $"-p:ArtifactsPath={build}", "-v", "q", "--nologo", .. how]);
        return root;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Convo.Functions.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found above this program."));
}
