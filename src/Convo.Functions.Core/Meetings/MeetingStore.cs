using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>Reads and writes the partition of a meeting. Every write says which version it replaces; who comes second reads again.</summary>
public sealed class MeetingStore(ITables tables, IChance chance)
{
    /// <summary>The most deliveries that one batch writes beside their run.</summary>
    public const int DeliveriesPerBatch = 99;

    /// <summary>Everything about a meeting.</summary>
    public async Task<MeetingSnapshot> ReadAsync(MeetingKey key, CancellationToken cancellation) =>
        MeetingSnapshot.From(key, await tables.ReadAllAsync(TableNames.Meetings, new RowRange(key.Text), cancellation));

    /// <summary>One delivery; null where there is none.</summary>
    public async Task<Delivery?> ReadAsync(DeliveryId id, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Meetings, id.Meeting.Text, id.RowKey, cancellation) is { } row ? Delivery.From(row) : null;

    /// <summary>Stores an event.</summary>
    /// <returns>True when it is new; false for an exact copy of one that is stored already.</returns>
    public async Task<bool> AddAsync(MeetingKey key, MeetingEvent happened, CancellationToken cancellation) =>
        await tables.WriteAsync(TableNames.Meetings, [happened.Write(key, chance.NewId())], cancellation) is WriteResult.Done;

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
    public async Task<Run?> WriteAsync(Run run, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        RowChange[] changes = [run.Write(nonce), .. deliveries.Select(d => d.Write(nonce))];
        return await tables.WriteOwnAsync(TableNames.Meetings, changes, nonce, cancellation) is { } tag ? run with { Tag = tag } : null;
    }

    /// <summary>Writes one delivery.</summary>
    /// <returns>The delivery at its new version; null when somebody else changed it first.</returns>
    public async Task<Delivery?> WriteAsync(Delivery delivery, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        return await tables.WriteOwnAsync(TableNames.Meetings, [delivery.Write(nonce)], nonce, cancellation) is { } tag
            ? delivery with { Tag = tag }
            : null;
    }

    /// <summary>Cancels deliveries of one run that nobody is at, all or nothing.</summary>
    public async Task CancelAsync(IReadOnlyList<Delivery> deliveries, string reason, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        RowChange[] changes = [.. deliveries.Select(d => d.End(DeliveryState.Cancelled, reason, advice: null).Write(nonce))];
        await tables.WriteOwnAsync(TableNames.Meetings, changes, nonce, cancellation);
    }
}
