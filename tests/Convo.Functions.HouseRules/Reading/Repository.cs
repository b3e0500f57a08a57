namespace Convo.Functions.HouseRules.Reading;

/// <summary>The files a rule looks at: those of this repository, or the few of an example.</summary>
internal sealed class Repository(IReadOnlyList<SourceFile> files)
{
    private const string Solution = "Convo.Functions.sln";

    private static readonly string[] Unread =
        [".git", "bin", "obj", "artifacts", "node_modules", "TestResults", "data", ".vs", ".idea", "BenchmarkDotNet.Artifacts", "dist"];

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".db", ".gz", ".zip", ".pdf", ".jpg", ".snk"];
    private static readonly Lazy<Repository> Read = new(() => ReadFrom(FindRoot()));

    /// <summary>This repository as it lies on the disk, so that a finding shows before it is committed.</summary>
    public static Repository Here => Read.Value;

    public IReadOnlyList<SourceFile> Files { get; } = files;

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public IEnumerable<SourceFile> Source => CSharp.Where(file => file.IsSource);

    public IEnumerable<SourceFile> Tests => CSharp.Where(file => file.IsTest);

    public IEnumerable<SourceFile> Projects => Files.Where(file => file.IsProject);

    public static Repository Of(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var read = new List<SourceFile>();
        foreach (var (path, text) in files)
        {
            read.Add(new SourceFile(path, text));
        }

        return new Repository(read);
    }

    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    private static Repository ReadFrom(string root) => new(
    [
        .. Walk(root).Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))),
    ]);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !Binary.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != ".git"))
        {
            yield return file;
        }

        foreach (var file in Directory.EnumerateDirectories(folder).Where(below => !Unread.Contains(Path.GetFileName(below))).SelectMany(Walk))
        {
            yield return file;
        }
    }

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
