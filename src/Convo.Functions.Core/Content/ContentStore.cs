using System.Globalization;
using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Content;

/// <summary>
/// Keeps what was said, for a short time: raw bodies, rendered messages, titles. The only table with meeting content. What belongs to a
/// meeting is kept while it has open work and for the keep-time after, and goes at once when the meeting is deleted.
/// </summary>
public sealed class ContentStore(ITables tables, TimeProvider clock)
{
    private const int ChunkBytes = 64 * 1024;
    private const int ChunksPerRow = 14;
    private const int RowBytes = ChunkBytes * ChunksPerRow;
    private static readonly TimeSpan Straggle = TimeSpan.FromMinutes(5);
    private const string KeepPartition = "keep";
    private const string KindName = "kind";
    private const string TitleKind = "title";
    private const string SaidKind = "said";
    private const string ChunkPrefix = "c";

    /// <summary>The name of a meeting's title.</summary>
    public const string TitleName = "title";

    /// <summary>The name of a raw body.</summary>
    public static string RawName(string bodyHash) => $"raw|{bodyHash}";

    /// <summary>The name of a rendered message.</summary>
    public static string ArtefactName(string contentHash) => $"a|{contentHash}";

    /// <summary>Stores content under a name; replaces what is there. Several rows where it is long.</summary>
    public Task PutAsync(string owner, string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        tables.WriteInOrderAsync([.. Put(owner, name, content)], cancellation);

    /// <summary>The writes that store content under a name.</summary>
    public IEnumerable<OrderedWrite> Put(string owner, string name, ReadOnlyMemory<byte> content)
    {
        for (var part = 0; part == 0 || part * RowBytes < content.Length; part++)
        {
            var bytes = content[(part * RowBytes)..Math.Min(content.Length, (part + 1) * RowBytes)];
            yield return new OrderedWrite(TableNames.Content, [new RowChange.Upsert(ToRow(owner, name, part, bytes, content.Length))]);
        }
    }

    /// <summary>The content under a name; null where it isn't kept (any more).</summary>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(string owner, string name, CancellationToken cancellation)
    {
        if (await tables.GetAsync(TableNames.Content, owner, RowKey(name, 0), cancellation) is not { } first)
        {
            return null;
        }

        var length = (int)(first.Number("length") ?? 0);

        if (length <= ChunkBytes)
        {
            return first.Bytes(ChunkPrefix + "0") ?? ReadOnlyMemory<byte>.Empty;
        }

        var whole = new byte[length];
        var at = Copy(first, whole, 0);

        for (var part = 1; at < length; part++)
        {
            if (await tables.GetAsync(TableNames.Content, owner, RowKey(name, part), cancellation) is not { } row)
            {
                return null;
            }

            at = Copy(row, whole, at);
        }

        return whole;
    }

    /// <summary>Removes everything that is kept for an owner, or what was stored up to a moment.</summary>
    public Task RemoveAsync(string owner, DateTimeOffset? storedUpTo, CancellationToken cancellation) =>
        RemoveAsync(owner, storedUpTo, kind: null, cancellation);

    private async Task RemoveAsync(string owner, DateTimeOffset? storedUpTo, string? kind, CancellationToken cancellation)
    {
        foreach (var row in await tables.ReadAllAsync(TableNames.Content, new RowRange(owner), cancellation))
        {
            if ((storedUpTo is null || row.Time("storedAt") <= storedUpTo) && (kind is null || kind == KindOf(row)))
            {
                // What was stored anew since it was read is not old: only a deletion removes that too.
                await tables.WriteAsync(TableNames.Content, [new RowChange.Delete(owner, row.Key, storedUpTo is null ? null : row.Tag)], cancellation);
            }
        }
    }

    /// <summary>
    /// The write that notes that what is stored for an owner by now is to be removed after the keep-time; with none, by the next sweep. Also what is stored
    /// within minutes: somebody who is late may store content, crash, and leave it where nobody would look again.
    /// </summary>
    public OrderedWrite Keep(string owner, TimeSpan keepTime) => Keep(owner, keepTime, kind: null);

    /// <summary>The same where titles have a keep-time of their own.</summary>
    public IEnumerable<OrderedWrite> Keep(string owner, KeepTimes times) => times.Titles == times.Content
        ? [Keep(owner, times.Content)]
        : [Keep(owner, times.Content, SaidKind), Keep(owner, times.Titles, TitleKind)];

    /// <summary>Removes what has been kept long enough.</summary>
    /// <param name="isOpen">Tells whether an owner has open work again; then its content stays until that is done.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task RemoveExpiredAsync(Func<string, CancellationToken, Task<bool>> isOpen, CancellationToken cancellation)
    {
        var before = Minute(clock.GetUtcNow());

        foreach (var row in await tables.ReadAllAsync(TableNames.Content, new RowRange(KeepPartition, Before: before), cancellation))
        {
            if (row.Text("owner") is { } owner && !await isOpen(owner, cancellation))
            {
                await RemoveAsync(owner, row.Time("storedUpTo"), row.Text(KindName), cancellation);
            }

            await tables.WriteAsync(TableNames.Content, [new RowChange.Delete(KeepPartition, row.Key)], cancellation);
        }
    }

    private static string KindOf(Row row) => row.Key.StartsWith($"{TitleName}|", StringComparison.Ordinal) ? TitleKind : SaidKind;

    private OrderedWrite Keep(string owner, TimeSpan keepTime, string? kind)
    {
        var now = clock.GetUtcNow();
        var key = $"{Minute(now + keepTime)}|{owner}{(kind is null ? "" : $"|{kind}")}";
        var values = new Dictionary<string, RowValue> { ["owner"] = owner, ["storedUpTo"] = now + Straggle };
        values.AddIfKnown(KindName, kind);
        return new OrderedWrite(TableNames.Content, [new RowChange.Upsert(new Row(KeepPartition, key, values))]);
    }

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    private static string RowKey(string name, int part) => $"{name}|{part:D4}";

    private static int Copy(Row row, byte[] whole, int at)
    {
        for (var chunk = 0; row.Bytes($"{ChunkPrefix}{chunk}") is { } bytes; chunk++)
        {
            bytes.Span.CopyTo(whole.AsSpan(at));
            at += bytes.Length;
        }

        return at;
    }

    private Row ToRow(string owner, string name, int part, ReadOnlyMemory<byte> bytes, int length)
    {
        var values = new Dictionary<string, RowValue> { ["length"] = (long)length, ["storedAt"] = clock.GetUtcNow() };

        for (var chunk = 0; chunk == 0 || chunk * ChunkBytes < bytes.Length; chunk++)
        {
            values[$"{ChunkPrefix}{chunk}"] = bytes[(chunk * ChunkBytes)..Math.Min(bytes.Length, (chunk + 1) * ChunkBytes)];
        }

        return new Row(owner, RowKey(name, part), values);
    }
}
