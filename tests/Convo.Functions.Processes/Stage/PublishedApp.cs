using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>
/// The function app as <c>dotnet publish</c> makes it, in a folder that is not the usual one. Made once a run, beside all other builds of the repository; what
/// has not changed since the run before is not made again.
/// </summary>
internal static class PublishedApp
{
    public const string Project = "src/Convo.Functions";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);
    private static readonly string Folder = Path.Combine(PublishedHead.Repository, "artifacts", "processes");

    // The analyzers have judged this code in the build of the tests.
    private static readonly string[] Quickly = ["-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "-nodeReuse:false", "-v:q", "--nologo"];

    /// <summary>Its root folder.</summary>
    public static Task<string> RootAsync() => Made.Value;

    /// <summary>Runs the SDK in the repository, as from a fresh shell.</summary>
    public static async Task<string> DotnetAsync(params string[] arguments)
    {
        // What the test run's own MSBuild has left in the environment is not meant for another.
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToDictionary(name => name, _ => (string?)null);
        await using var process = ChildProcess.Start("dotnet", arguments, environment, PublishedHead.Repository);
        return await process.EndAsync(Patience) == 0
            ? process.Output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{process.Output}{process.Errors}");
    }

    private static async Task<string> MakeAsync()
    {
        Directory.CreateDirectory(Folder);
        var root = Path.Combine(Folder, "function-app");
        await using var alone = await LockAsync(Path.Combine(Folder, "publish.lock"));
        await DotnetAsync(["publish", Project, "-c", "Release", "-o", root, $"-p:ArtifactsPath={Path.Combine(Folder, "build")}", .. Quickly]);
        return root;
    }

    /// <summary>Two runs of the tests in one checkout must not publish at once.</summary>
    private static async Task<FileStream> LockAsync(string file)
    {
        FileStream? held = null;
        await Eventually.HoldsAsync(() => Task.FromResult(TryLock(file, out held)), Patience, "the other test run has published");
        return held!;
    }

    private static bool TryLock(string file, out FileStream? held)
    {
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            held = null;
            return false;
        }
    }
}
