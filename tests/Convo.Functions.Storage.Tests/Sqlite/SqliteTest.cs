using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>A store on a disk, in a folder of the test's own.</summary>
public abstract class SqliteTest : IDisposable
{
    protected const string Table = TableNames.Meetings;
    private readonly TempFolder folder = new();
    private int copies;

    protected static CancellationToken Never => CancellationToken.None;

    internal TempFolder Folder => folder;

    public void Dispose() => folder.Dispose();

    protected static RowChange Insert(string key, long number) => new RowChange.Insert(RowOf(key, number));

    protected static Row RowOf(string key, long number) => new("p", key, new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["N"] = number });

    protected static async Task<string> PutAsync(SqliteTables store, string key, long number)
    {
        var result = await store.WriteAsync(Table, [new RowChange.Upsert(RowOf(key, number))], Never);
        return Assert.IsType<WriteResult.Done>(result).Tags[0]!;
    }

    protected static async Task<long?> NumberAsync(SqliteTables store, string key) => (await store.GetAsync(Table, "p", key, Never))?.Number("N");

    protected SqliteTables Open(long? largestFile = null, TimeSpan? lockWait = null) => SqliteTables.Open(
        new SqliteOptions { Path = folder.Database, LockWait = lockWait ?? TimeSpan.FromMilliseconds(20), LargestFile = largestFile });

    /// <summary>Copies the files of an open store as a kill of its process would leave them, and gives the copy's path.</summary>
    protected string CopyAsKilled(Action<FileStream>? damageLog = null)
    {
        var path = Path.Combine(folder.Root, $"killed-{++copies}", "convo.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(folder.Database, path);
        File.Copy(folder.Database + "-wal", path + "-wal");
        using var log = new FileStream(path + "-wal", FileMode.Open);
        damageLog?.Invoke(log);
        return path;
    }
}
