using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>
/// The function app as <c>dotnet publish</c> makes it, in a folder that is not the usual one. Made once a run, beside all other builds of the repository; what
/// has not changed since the run before is not made again.
/// </summary>
internal static class PublishedApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);
    private static readonly string Folder = Path.Combine(PublishedHead.Repository, "artifacts", "processes");

    // The analyzers have judged this code in the build of the tests.
    private static readonly string[] Quickly = ["-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "-nodeReuse:false"];

    /// <summary>Its root folder.</summary>
    public static Task<string> RootAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        Directory.CreateDirectory(Folder);
        await using var alone = await LockAsync(Path.Combine(Folder, "publish.lock"));
        return await PublishedHead.MakeFunctionAppAsync(Folder, Quickly);
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
