namespace Convo.Functions.Benchmarks.Drive;

/// <summary>A folder of its own, gone at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("convo-functions-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
