using System.Runtime.CompilerServices;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>
/// Every row carries the nonce of its last writer. A write whose answer was lost may come back as a conflict with itself; the nonce tells.
/// </summary>
public static class Nonces
{
    /// <summary>The name of the value.</summary>
    public const string Name = "nonce";

    private const int RowsPerBatch = 100;

    /// <summary>Writes, and takes a conflict with one's own earlier try for what it is: success.</summary>
    /// <returns>The new version of the first row; null when somebody else was there first.</returns>
    public static Task<string?> WriteOwnAsync(
        this ITables tables, string table, IReadOnlyList<RowChange> changes, string nonce, CancellationToken cancellation) =>
        tables.WriteOwnAsync([new OrderedWrite(table, changes)], nonce, cancellation);

    /// <summary>The same with writes before it, whose results are of no interest.</summary>
    /// <returns>The new version of the last write's first row; null when somebody else was there first.</returns>
    public static async Task<string?> WriteOwnAsync(
        this ITables tables, IReadOnlyList<OrderedWrite> writes, string nonce, CancellationToken cancellation)
    {
        if ((await tables.WriteInOrderAsync(writes, cancellation))[^1] is WriteResult.Done done)
        {
            return done.Tags[0];
        }

        var own = writes[^1];
        var row = await tables.GetAsync(own.Table, own.Changes[0].Partition, own.Changes[0].Key, cancellation);
        return row?.Text(Name) == nonce ? row.Tag : null;
    }

    /// <summary>Reads every row of a range.</summary>
    public static async Task<List<Row>> ReadAllAsync(this ITables tables, string table, RowRange range, CancellationToken cancellation)
    {
        var rows = new List<Row>();

        await foreach (var row in tables.ReadEachAsync(table, range, cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Reads every row of a range page by page, and holds no more than one page.</summary>
    public static async IAsyncEnumerable<Row> ReadEachAsync(
        this ITables tables, string table, RowRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;

        do
        {
            var page = await tables.QueryAsync(table, range, continuation, cancellation);

            foreach (var row in page.Rows)
            {
                yield return row;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Removes rows of a range, batch by batch. What somebody else removed at the same moment keeps its batch for the next time.</summary>
    public static async Task RemoveAsync(
        this ITables tables, string table, RowRange range, Func<Row, bool> isOver, CancellationToken cancellation)
    {
        foreach (var batch in (await tables.ReadAllAsync(table, range, cancellation)).Where(isOver).Chunk(RowsPerBatch))
        {
            await tables.WriteAsync(table, [.. batch.Select(row => new RowChange.Delete(row.Partition, row.Key))], cancellation);
        }
    }

    internal static void AddIfKnown(this Dictionary<string, RowValue> values, string name, string? text)
    {
        if (text is not null)
        {
            values[name] = text;
        }
    }

    internal static void AddIfKnown(this Dictionary<string, RowValue> values, string name, long? number)
    {
        if (number is { } known)
        {
            values[name] = known;
        }
    }

    internal static void AddIfKnown(this Dictionary<string, RowValue> values, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            values[name] = known;
        }
    }

    internal static RowChange Write(this Dictionary<string, RowValue> values, string partition, string key, string? tag) =>
        tag is null
            ? new RowChange.Insert(new Row(partition, key, values))
            : new RowChange.Replace(new Row(partition, key, values), tag);
}
