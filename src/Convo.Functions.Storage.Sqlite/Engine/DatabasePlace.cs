using System.Globalization;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>What SQLite opens: a file, or a database in this process's memory that several connections share.</summary>
/// <param name="Name">The path, or the name of the one in memory.</param>
/// <param name="Vfs">SQLite's file system; null for the real one.</param>
internal sealed record DatabasePlace(string Name, string? Vfs)
{
    private static long inMemory;

    /// <summary>True for a database in memory, which has no log and nothing to make durable.</summary>
    public bool IsMemory => Vfs is not null;

    /// <summary>A file, or a new database in memory where there is no path.</summary>
    public static DatabasePlace Of(string? path) => path is not null
        ? new DatabasePlace(Path.GetFullPath(path), Vfs: null)
        // Names that begin with a slash are shared between connections (sqlite.org, "memdb" in src/memdb.c).
        : new DatabasePlace($"/convo-{Interlocked.Increment(ref inMemory).ToString(CultureInfo.InvariantCulture)}", "memdb");
}
