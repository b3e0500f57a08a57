namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("convo-storage-").FullName;

    public string Database => Path.Combine(Root, "data", "convo.db");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
