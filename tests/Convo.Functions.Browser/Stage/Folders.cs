namespace Convo.Functions.Browser.Stage;

/// <summary>Where things lie in the repository.</summary>
internal static class Folders
{
    private const string Solution = "Convo.Functions.sln";

    private static readonly Lazy<string> Found = new(FindRoot);

    public static string Editor => Path.Combine(Found.Value, "src", "editor");

    public static string Tools => Path.Combine(Found.Value, "tests", "Tools");

    public static string Artifacts => Path.Combine(Found.Value, "artifacts");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
