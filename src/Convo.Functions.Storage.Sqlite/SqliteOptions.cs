namespace Convo.Functions.Storage.Sqlite;

/// <summary>Where and how the embedded store keeps its file.</summary>
public sealed record SqliteOptions
{
    /// <summary>The path of the database file; its folder is made where it is missing. Null keeps everything in memory, for tests.</summary>
    public string? Path { get; init; }

    /// <summary>How long a call waits for a lock that something else holds on the file, a backup tool for instance.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The largest the database file may grow to, in bytes; writes fail beyond, as on a full disk. Null for no limit.</summary>
    public long? LargestFile { get; init; }
}
