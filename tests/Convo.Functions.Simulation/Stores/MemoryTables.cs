using System.Globalization;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Stores;

/// <summary>
/// The tables in memory, deterministic: tags count up, no clock, no threads of its own, every effect at one point between the two moments at which the
/// hook is asked. The model that a simulated world runs on.
/// </summary>
/// <param name="hook">Awaited before the effect and before the answer of each call; what it throws, the caller gets.</param>
public sealed class MemoryTables(Func<TableOperation, ValueTask>? hook = null) : ITables
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Table, string Partition), SortedList<string, Row>> partitions = [];
    private long lastTag;

    /// <summary>The same rows and tags in a store of its own.</summary>
    public MemoryTables Clone(Func<TableOperation, ValueTask>? withHook = null)
    {
        var clone = new MemoryTables(withHook);
        lock (gate)
        {
            clone.lastTag = lastTag;
            foreach (var (place, rows) in partitions)
            {
                clone.partitions.Add(place, new SortedList<string, Row>(rows, StringComparer.Ordinal));
            }
        }

        return clone;
    }

    /// <summary>All rows, by table, partition and key in ordinal order.</summary>
    public IReadOnlyList<(string Table, Row Row)> Snapshot()
    {
        lock (gate)
        {
            return [.. partitions
                .OrderBy(partition => partition.Key.Table, StringComparer.Ordinal)
                .ThenBy(partition => partition.Key.Partition, StringComparer.Ordinal)
                .SelectMany(partition => partition.Value.Values, (partition, row) => (partition.Key.Table, row))];
        }
    }

    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        RowRules.CheckGet(table, partition, key);
        cancellation.ThrowIfCancellationRequested();
        await HookAsync(TableOperationKind.Get, TableMoment.BeforeEffect, table, partition, key);
        Row? found;
        lock (gate)
        {
            found = partitions.TryGetValue((table, partition), out var rows) ? rows.GetValueOrDefault(key) : null;
        }

        await HookAsync(TableOperationKind.Get, TableMoment.BeforeAnswer, table, partition, key);
        return found;
    }

    public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        RowRules.CheckQuery(table, range);
        cancellation.ThrowIfCancellationRequested();
        await HookAsync(TableOperationKind.Query, TableMoment.BeforeEffect, table, range.Partition, key: null);
        var page = Page(table, range, continuation);
        await HookAsync(TableOperationKind.Query, TableMoment.BeforeAnswer, table, range.Partition, key: null);
        return page;
    }

    public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        RowRules.CheckWrite(table, changes);
        cancellation.ThrowIfCancellationRequested();

        // The caller may go on and change what it gave.
        var own = changes.Select(Own).ToArray();
        await HookAsync(TableOperationKind.Write, TableMoment.BeforeEffect, table, own[0].Partition, own[0].Key);
        var result = Apply(table, own);
        await HookAsync(TableOperationKind.Write, TableMoment.BeforeAnswer, table, own[0].Partition, own[0].Key);
        return result;
    }

    private ValueTask HookAsync(TableOperationKind kind, TableMoment moment, string table, string partition, string? key) =>
        hook is null ? ValueTask.CompletedTask : hook(new TableOperation(kind, moment, table, partition, key));

    private RowPage Page(string table, RowRange range, string? continuation)
    {
        lock (gate)
        {
            if (!partitions.TryGetValue((table, range.Partition), out var rows))
            {
                return new RowPage([], Continuation: null);
            }

            List<Row> wanted = [];
            for (var index = FirstFrom(rows.Keys, continuation ?? range.From ?? ""); index < rows.Count && wanted.Count <= range.Take; index++)
            {
                if (range.Before is { } before && string.CompareOrdinal(rows.Keys[index], before) >= 0)
                {
                    break;
                }

                wanted.Add(rows.Values[index]);
            }

            return wanted.Count <= range.Take
                ? new RowPage(wanted, Continuation: null)
                : new RowPage(wanted[..^1], wanted[^1].Key);
        }
    }

    /// <summary>The place of the first key that is not before another.</summary>
    private static int FirstFrom(IList<string> keys, string from)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(keys[middle], from) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private WriteResult Apply(string table, RowChange[] changes)
    {
        lock (gate)
        {
            var place = (table, changes[0].Partition);
            if (!partitions.TryGetValue(place, out var rows))
            {
                partitions[place] = rows = new SortedList<string, Row>(StringComparer.Ordinal);
            }

            for (var index = 0; index < changes.Length; index++)
            {
                if (ConflictOf(changes[index], rows.GetValueOrDefault(changes[index].Key)) is { } conflict)
                {
                    return new WriteResult.Conflict(index, conflict);
                }
            }

            return new WriteResult.Done([.. changes.Select(change => Make(rows, change))]);
        }
    }

    private static WriteConflict? ConflictOf(RowChange change, Row? found) => (change, found) switch
    {
        (RowChange.Insert, not null) => WriteConflict.Exists,
        (RowChange.Insert or RowChange.Upsert, _) => null,
        (_, null) => WriteConflict.Missing,
        (RowChange.Replace { IfTag: var tag }, _) when tag != found.Tag => WriteConflict.Changed,
        (RowChange.Delete { IfTag: { } tag }, _) when tag != found.Tag => WriteConflict.Changed,
        _ => null,
    };

    private string? Make(SortedList<string, Row> rows, RowChange change)
    {
        lastTag++;
        if (RowRules.RowOf(change) is not { } row)
        {
            rows.Remove(change.Key);
            return null;
        }

        var tag = lastTag.ToString(CultureInfo.InvariantCulture);
        rows[change.Key] = row with { Tag = tag };
        return tag;
    }

    private static RowChange Own(RowChange change) => change switch
    {
        RowChange.Insert insert => new RowChange.Insert(Own(insert.Row)),
        RowChange.Replace replace => new RowChange.Replace(Own(replace.Row), replace.IfTag),
        RowChange.Upsert upsert => new RowChange.Upsert(Own(upsert.Row)),
        _ => change,
    };

    private static Row Own(Row row) => row with
    {
        Values = row.Values.ToDictionary(
            value => value.Key, value => value.Value is { AsBytes: { } bytes } ? bytes.ToArray() : value.Value, StringComparer.Ordinal),
    };
}
