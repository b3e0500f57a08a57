using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Stores;

/// <summary>What each row was before its last write, for reads that are a write behind.</summary>
internal sealed class RowHistory
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Table, string Partition, string Key), Row?> before = [];

    /// <summary>Keeps what the rows of a write were before it; null where there was none.</summary>
    public void Remember(string table, IReadOnlyList<RowChange> changes, IReadOnlyList<Row?> rows)
    {
        lock (gate)
        {
            foreach (var (change, row) in changes.Zip(rows))
            {
                before[(table, change.Partition, change.Key)] = row;
            }
        }
    }

    /// <summary>A row as it was before its last write.</summary>
    public Row? Before(string table, string partition, string key, Row? now)
    {
        lock (gate)
        {
            return before.TryGetValue((table, partition, key), out var row) ? row : now;
        }
    }

    /// <summary>A page as it was before the last write of each row in it.</summary>
    public RowPage Before(string table, RowRange range, string? continuation, RowPage page)
    {
        // The bounds of a page in the middle are known by its rows only.
        var from = continuation is null ? range.From ?? "" : page.Rows.Count > 0 ? page.Rows[0].Key : null;
        if (from is null)
        {
            return page;
        }

        var last = page.Continuation is null ? null : page.Rows.Count > 0 ? page.Rows[^1].Key : from;
        var rows = page.Rows.ToDictionary(row => row.Key, row => (Row?)row, StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var ((ofTable, ofPartition, key), row) in before)
            {
                if (ofTable == table && ofPartition == range.Partition && IsWithin(key, from, last, range.Before))
                {
                    rows[key] = row;
                }
            }
        }

        return page with { Rows = [.. rows.Values.OfType<Row>().OrderBy(row => row.Key, StringComparer.Ordinal).Take(range.Take)] };
    }

    private static bool IsWithin(string key, string from, string? last, string? before) =>
        string.CompareOrdinal(key, from) >= 0
        && (last is null || string.CompareOrdinal(key, last) <= 0)
        && (before is null || string.CompareOrdinal(key, before) < 0);
}
