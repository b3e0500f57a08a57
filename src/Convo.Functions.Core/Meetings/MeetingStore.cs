using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>Reads and writes the partition of a meeting. Every write says which version it replaces; who comes second reads again.</summary>
public sealed class MeetingStore(ITables tables, IChance chance)
{
    /// <summary>The most deliveries that one batch writes beside their run.</summary>
    public const int DeliveriesPerBatch = 99;

    private const int MostReadings = 20;

    /// <summary>
    /// Everything about a meeting at one moment. Pages are read one after the other: what came in several is only believed once a second reading
    /// finds the same, else a run could be seen with deliveries that are older than it is.
    /// </summary>
    /// <exception cref="StorageException">The meeting changes faster than it can be read.</exception>
    public async Task<MeetingSnapshot> ReadAsync(MeetingKey key, CancellationToken cancellation)
    {
        var (rows, pages) = await ReadPagesAsync(key, cancellation);

        for (var readings = 1; pages > 1; readings++)
        {
            var (again, _) = await ReadPagesAsync(key, cancellation);

            if (again.Select(r => (r.Key, r.Tag)).SequenceEqual(rows.Select(r => (r.Key, r.Tag))))
            {
                break;
            }

            rows = readings < MostReadings ? again : throw new StorageException("The meeting changes faster than it can be read.", mayHaveHappened: false);
        }

        return MeetingSnapshot.From(key, rows);
    }

    /// <summary>A meeting's own row; null where there is none.</summary>
    public async Task<Meeting?> FindAsync(MeetingKey key, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Meetings, key.Text, Meeting.RowKey, cancellation) is { } row ? Meeting.From(row) : null;

    /// <summary>One delivery; null where there is none.</summary>
    public async Task<Delivery?> ReadAsync(DeliveryId id, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Meetings, id.Meeting.Text, id.RowKey, cancellation) is { } row ? Delivery.From(row) : null;

    /// <summary>The write that stores an event; a conflict where an exact copy is stored already. It is work: <see cref="OpenWork.CreateAsync"/>.</summary>
    public OrderedWrite Add(MeetingKey key, MeetingEvent happened) => new(TableNames.Meetings, [happened.Write(key, chance.NewId())]);

    /// <summary>Writes a meeting and the runs that it starts, all or nothing.</summary>
    /// <returns>False when somebody else changed the meeting first.</returns>
    public async Task<bool> JoinAsync(Meeting meeting, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        RowChange[] changes = [meeting.Write(nonce), .. runs.Select(r => r.Write(nonce))];
        return await tables.WriteOwnAsync(TableNames.Meetings, changes, nonce, cancellation) is not null;
    }

    /// <summary>Writes a run with some of its deliveries, all or nothing.</summary>
    /// <returns>The run at its new version; null when somebody else changed one of them first.</returns>
    public Task<Run?> WriteAsync(Run run, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation) =>
        WriteAsync([], run, deliveries, cancellation);

    /// <summary>The same after other writes, that of what the deliveries say above all.</summary>
    /// <returns>The run at its new version; null when somebody else changed one of them first: the writes before were made all the same.</returns>
    public async Task<Run?> WriteAsync(IEnumerable<OrderedWrite> first, Run run, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        var own = new OrderedWrite(TableNames.Meetings, [run.Write(nonce), .. deliveries.Select(d => d.Write(nonce))]);
        return await tables.WriteOwnAsync([.. first, own], nonce, cancellation) is { } tag ? run with { Tag = tag } : null;
    }

    /// <summary>Writes one delivery.</summary>
    /// <returns>The delivery at its new version; null when somebody else changed it first.</returns>
    public Task<Delivery?> WriteAsync(Delivery delivery, CancellationToken cancellation) => WriteAsync(delivery, chance.NewId(), cancellation);

    /// <summary>Writes one delivery under a nonce of the caller's: tried again with the same, it finds out that the first try went through.</summary>
    /// <returns>The delivery at its new version; null when somebody else changed it first.</returns>
    public async Task<Delivery?> WriteAsync(Delivery delivery, string nonce, CancellationToken cancellation) =>
        await tables.WriteOwnAsync(TableNames.Meetings, [delivery.Write(nonce)], nonce, cancellation) is { } tag ? delivery with { Tag = tag } : null;

    /// <summary>The write that replaces deliveries of one meeting, all or nothing. It is work: <see cref="OpenWork.CreateAsync"/>.</summary>
    public static OrderedWrite Replace(IReadOnlyList<Delivery> deliveries, string nonce) =>
        new(TableNames.Meetings, [.. deliveries.Select(d => d.Write(nonce))]);

    /// <summary>The writes that make a tombstone of a deleted meeting; none where there is nothing to forget.</summary>
    public IEnumerable<OrderedWrite> Bury(MeetingSnapshot meeting) => Tombstone.Bury(meeting, chance.NewId());

    /// <summary>Whether a write under this nonce was made, whatever its result says of it: a conflict may be one with its own earlier try.</summary>
    public async Task<bool> IsMadeAsync(WriteResult result, DeliveryId id, string nonce, CancellationToken cancellation) =>
        result is WriteResult.Done
        || (await tables.GetAsync(TableNames.Meetings, id.Meeting.Text, id.RowKey, cancellation))?.Text(Nonces.Name) == nonce;

    private async Task<(List<Row> Rows, int Pages)> ReadPagesAsync(MeetingKey key, CancellationToken cancellation)
    {
        var rows = new List<Row>();
        var pages = 0;
        string? continuation = null;

        do
        {
            var page = await tables.QueryAsync(TableNames.Meetings, new RowRange(key.Text), continuation, cancellation);
            rows.AddRange(page.Rows);
            pages += page.Rows.Count > 0 ? 1 : 0;
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return (rows, pages);
    }
}
