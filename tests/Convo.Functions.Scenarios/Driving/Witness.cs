using System.Collections.Concurrent;
using System.Text;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>Remembers every row that anybody tried to write, so that a scenario can say what a table never held.</summary>
public sealed class Witness
{
    private readonly ConcurrentQueue<(string Table, string Partition, string Text)> rows = new();

    /// <summary>The store below, for looking.</summary>
    public ITables? Store { get; private set; }

    /// <summary>A store that tells of its writes.</summary>
    public ITables Around(ITables inner)
    {
        Store = inner;
        return new Watched(inner, rows);
    }

    /// <summary>Which rows outside a table ever held a text.</summary>
    public IReadOnlyList<string> RowsOutside(string table, string text) =>
        [.. rows.Where(row => row.Table != table && row.Text.Contains(text, StringComparison.Ordinal))
            .Select(row => $"{row.Table}/{row.Partition}: {row.Text}")];

    /// <summary>All that a table holds now, row by row as text.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync(string table, CancellationToken cancellation)
    {
        var held = new List<string>();
        foreach (var partition in rows.Where(row => row.Table == table).Select(row => row.Partition).Distinct())
        {
            string? continuation = null;
            do
            {
                var page = await Store!.QueryAsync(table, new RowRange(partition), continuation, cancellation);
                held.AddRange(page.Rows.Select(TextOf));
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        return held;
    }

    /// <summary>All that the tables hold now, but for those that a scenario leaves out, as one text.</summary>
    public async Task<string> HeldAnywhereAsync(CancellationToken cancellation, params string[] but)
    {
        var held = new List<string>();
        foreach (var table in TableNames.All.Except(but))
        {
            held.AddRange(await HeldAsync(table, cancellation));
        }

        return string.Join('\n', held);
    }

    private static string TextOf(Row row)
    {
        var text = new StringBuilder($"{row.Partition}|{row.Key}");
        foreach (var (name, value) in row.Values)
        {
            text.Append(' ').Append(name).Append('=').Append(value.AsBytes is { } bytes
                ? Encoding.UTF8.GetString(bytes.Span)
                : value.AsText ?? value.AsNumber?.ToString() ?? value.AsTime?.ToString("O") ?? value.AsFlag?.ToString());
        }

        return text.ToString();
    }

    private sealed class Watched(ITables inner, ConcurrentQueue<(string Table, string Partition, string Text)> rows) : ITables
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(table, partition, key, cancellation);

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
            inner.QueryAsync(table, range, continuation, cancellation);

        public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            foreach (var change in changes)
            {
                rows.Enqueue((table, change.Partition, RowOf(change) is { } row ? TextOf(row) : change.Key));
            }

            return inner.WriteAsync(table, changes, cancellation);
        }
    }

    /// <summary>The row that a change writes; null for a removal.</summary>
    public static Row? RowOf(RowChange change) => change switch
    {
        RowChange.Insert insert => insert.Row,
        RowChange.Replace replace => replace.Row,
        RowChange.Upsert upsert => upsert.Row,
        _ => null,
    };
}
