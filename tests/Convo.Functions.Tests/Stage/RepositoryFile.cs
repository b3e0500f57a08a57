namespace Convo.Functions.Tests.Stage;

/// <summary>Files at the top of the repository that this program was built in.</summary>
internal static class RepositoryFile
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(Find(AppContext.BaseDirectory), name));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Convo.Functions.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found above this program."));
}
