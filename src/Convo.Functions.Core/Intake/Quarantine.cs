using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// Signed bodies that can't be read as events. They are never thrown away: a person sees the reason and releases them. The table holds the
/// reason; the body is content, and kept for 30 days.
/// </summary>
public sealed class Quarantine(ITables tables, ContentStore content, FlowOptions options, IChance chance)
{
    private const string Partition = "all";
    private const int MostListed = 1000;

    /// <summary>Sets a body aside; the same body again changes nothing.</summary>
    public async Task AddAsync(Arrival arrival, string bodyHash, string reason, CancellationToken cancellation)
    {
        var entry = new QuarantineEntry($"{arrival.Connection}-{bodyHash}", arrival.Connection, reason, arrival.ReceivedAt, arrival.Body.Length, null, null);

        // First until when it is kept, then the body: a crash in between leaves nothing that would never be removed.
        var body = content.Put(Owner(entry), ContentStore.RawName(bodyHash), arrival.Body);
        var row = new OrderedWrite(TableNames.Quarantine, [ToChange(entry)]);
        await tables.WriteInOrderAsync([content.Keep(Owner(entry), options.Keep.Quarantine), .. body, row], cancellation);
    }

    /// <summary>What is set aside, newest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(CancellationToken cancellation)
    {
        // The keys have no order in time: all pages are read, and of those before only the newest are held.
        var newest = new PriorityQueue<QuarantineEntry, DateTimeOffset>();
        string? continuation = null;
        do
        {
            var page = await tables.QueryAsync(TableNames.Quarantine, new RowRange(Partition), continuation, cancellation);
            newest.EnqueueRange(page.Rows.Select(ToEntry).Select(entry => (entry, entry.ReceivedAt)));
            while (newest.Count > MostListed)
            {
                newest.Dequeue();
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        return [.. newest.UnorderedItems.Select(item => item.Element).OrderByDescending(entry => entry.ReceivedAt)];
    }

    /// <summary>One entry; null where there is none.</summary>
    public async Task<QuarantineEntry?> FindAsync(string id, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Quarantine, Partition, id, cancellation) is { } row ? ToEntry(row) : null;

    /// <summary>The body of an entry; null where it is no longer kept.</summary>
    public Task<ReadOnlyMemory<byte>?> BodyAsync(QuarantineEntry entry, CancellationToken cancellation) =>
        content.GetAsync(Owner(entry), ContentStore.RawName(entry.BodyHash), cancellation);

    /// <summary>Notes that a person released an entry.</summary>
    public async Task MarkReleasedAsync(QuarantineEntry entry, DateTimeOffset now, string by, CancellationToken cancellation)
    {
        var released = entry with { ReleasedAt = now, ReleasedBy = by };
        await tables.WriteAsync(TableNames.Quarantine, [new RowChange.Upsert(ToRow(released))], cancellation);
    }

    /// <summary>Forgets what was set aside before a moment; its bodies have gone with their own keep-time.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellation) =>
        tables.RemoveAsync(TableNames.Quarantine, new RowRange(Partition), row => row.Time("receivedAt") < before, cancellation);

    private static string Owner(QuarantineEntry entry) => $"quarantine-{entry.Id}";

    private static QuarantineEntry ToEntry(Row row) => new(
        row.Key,
        row.Text("connection") ?? "",
        row.Text("reason") ?? "",
        row.Time("receivedAt") ?? default,
        row.Number("bytes") ?? 0,
        row.Time("releasedAt"),
        row.Text("releasedBy"));

    private RowChange.Insert ToChange(QuarantineEntry entry) => new(ToRow(entry));

    private Row ToRow(QuarantineEntry entry)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["connection"] = entry.Connection,
            ["reason"] = entry.Reason,
            ["receivedAt"] = entry.ReceivedAt,
            ["bytes"] = entry.Bytes,
            [Nonces.Name] = chance.NewId(),
        };
        values.AddIfKnown("releasedAt", entry.ReleasedAt);
        values.AddIfKnown("releasedBy", entry.ReleasedBy);
        return new Row(Partition, entry.Id, values);
    }
}

/// <summary>One body in quarantine.</summary>
/// <param name="Id">Names it: the connection and the hash of the body.</param>
/// <param name="Connection">Whose secret signed it.</param>
/// <param name="Reason">Why it can't be read, without any of its text.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="ReleasedAt">When a person released it; null while it waits.</param>
/// <param name="ReleasedBy">Who did.</param>
public sealed record QuarantineEntry(
    string Id, string Connection, string Reason, DateTimeOffset ReceivedAt, long Bytes, DateTimeOffset? ReleasedAt, string? ReleasedBy)
{
    internal string BodyHash => Id[(Connection.Length + 1)..];
}
