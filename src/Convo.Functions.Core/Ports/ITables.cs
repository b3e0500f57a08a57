namespace Convo.Functions.Core.Ports;

/// <summary>
/// Rows in named tables, with the semantics of Azure Table Storage: they are the contract, and every other store imitates them, key rules
/// and limits too (Microsoft Learn, "Understanding the Table service data model" and "Performing entity group transactions").
/// </summary>
/// <remarks>
/// A conflict is an answer (<see cref="WriteResult.Conflict"/>); a store that can't be reached, or that doesn't answer in time, throws
/// <see cref="StorageException"/>. Tables exist from the start and are named in <see cref="TableNames"/>. Limits and key rules are those of
/// <see cref="RowRules"/>. A write that is cancelled while it runs may have taken effect.
/// </remarks>
public interface ITables
{
    /// <summary>Reads one row.</summary>
    /// <returns>The row with its tag, or null where there is none.</returns>
    Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation);

    /// <summary>Reads one page of a range in ordinal order of the keys. A page may be empty and still have a continuation.</summary>
    /// <param name="table">The table.</param>
    /// <param name="range">The partition and the bounds of the keys.</param>
    /// <param name="continuation">What the page before gave, or null for the first page.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation);

    /// <summary>
    /// Writes one row or a batch, all or nothing. A batch holds 1 to 100 changes of one partition, no key twice, and at most 4 MiB.
    /// </summary>
    /// <returns>The new tags in the order of the changes, or the first conflict; then nothing was written.</returns>
    /// <exception cref="ArgumentException">The changes break a limit or a key rule: a bug of the caller.</exception>
    Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation);

    /// <summary>
    /// Makes several writes, of whatever tables and partitions, in their order: none is durable without those before it. A store may make them durable
    /// together, which saves the waits in between; nobody may rely on that. A conflict is the result of its own write and stops none of the others.
    /// </summary>
    /// <returns>The results in the order of the writes.</returns>
    /// <exception cref="StorageException">The first few may have been made, or all.</exception>
    async Task<IReadOnlyList<WriteResult>> WriteInOrderAsync(IReadOnlyList<OrderedWrite> writes, CancellationToken cancellation)
    {
        var results = new List<WriteResult>(writes.Count);

        foreach (var write in writes)
        {
            results.Add(await WriteAsync(write.Table, write.Changes, cancellation));
        }

        return results;
    }
}

/// <summary>One write of several.</summary>
/// <param name="Table">The table.</param>
/// <param name="Changes">One row or a batch, as for <see cref="ITables.WriteAsync"/>.</param>
public sealed record OrderedWrite(string Table, IReadOnlyList<RowChange> Changes);

/// <summary>Part of a partition, by the ordinal order of its keys.</summary>
/// <param name="Partition">The partition key.</param>
/// <param name="From">The first key that belongs to the range; null for the partition's first.</param>
/// <param name="Before">The first key that belongs no longer to the range; null for all that follow.</param>
/// <param name="Take">The most rows wanted on a page, 1 to 1,000.</param>
public sealed record RowRange(string Partition, string? From = null, string? Before = null, int Take = 1000)
{
    /// <summary>All keys that start with a prefix.</summary>
    public static RowRange Prefix(string partition, string prefix) =>
        new(partition, prefix, prefix[..^1] + (char)(prefix[^1] + 1));
}

/// <summary>One page of a query.</summary>
/// <param name="Rows">The rows in order; may be empty although more follow.</param>
/// <param name="Continuation">What to give to the next call; null on the last page.</param>
public sealed record RowPage(IReadOnlyList<Row> Rows, string? Continuation);

/// <summary>One change of a write.</summary>
public abstract record RowChange
{
    private RowChange(string partition, string key) => (Partition, Key) = (partition, key);

    /// <summary>The partition of the row.</summary>
    public string Partition { get; }

    /// <summary>The key of the row within its partition.</summary>
    public string Key { get; }

    /// <summary>Adds a row; <see cref="WriteConflict.Exists"/> where there is one.</summary>
    public sealed record Insert(Row Row) : RowChange(Row.Partition, Row.Key);

    /// <summary>Replaces a row whose tag is still the given one; else <see cref="WriteConflict.Changed"/> or <see cref="WriteConflict.Missing"/>.</summary>
    public sealed record Replace(Row Row, string IfTag) : RowChange(Row.Partition, Row.Key);

    /// <summary>Adds or replaces a row, whatever is there.</summary>
    public sealed record Upsert(Row Row) : RowChange(Row.Partition, Row.Key);

    /// <summary>Removes a row: any (<see cref="WriteConflict.Missing"/> where there is none), or only one whose tag is still the given one.</summary>
    public sealed record Delete(string Partition, string Key, string? IfTag = null) : RowChange(Partition, Key);
}

/// <summary>What became of a write.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>Written and durable.</summary>
    /// <param name="Tags">The new tag of each row in the order of the changes; null for a removed one.</param>
    public sealed record Done(IReadOnlyList<string?> Tags) : WriteResult;

    /// <summary>Nothing was written.</summary>
    /// <param name="Index">Which change, from 0, could not be made.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Conflict(int Index, WriteConflict Reason) : WriteResult;
}

/// <summary>Why a change could not be made.</summary>
public enum WriteConflict
{
    /// <summary>There is a row under this key already (409).</summary>
    Exists,

    /// <summary>The row's tag is another by now (412).</summary>
    Changed,

    /// <summary>There is no row under this key (404).</summary>
    Missing,
}
