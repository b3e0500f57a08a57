using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>
/// What is left of a meeting that was deleted in Convo: counts, beside the hash of its id in the key. Convo's own id is gone from its rows, so that nobody can
/// ask for the meeting by what we keep; runs and deliveries stay as history, which holds nothing that was said.
/// </summary>
/// <param name="Events">How many events came, those after the deletion included.</param>
/// <param name="Runs">How many runs it had.</param>
/// <param name="TakenBack">How many deliveries were taken back.</param>
/// <param name="Standing">How many deliveries can't be recalled.</param>
public sealed record Tombstone(long Events, long Runs, long TakenBack, long Standing)
{
    private const string EventsName = "buriedEvents";
    private const string RunsName = "buriedRuns";
    private const string TakenBackName = "buriedTakenBack";
    private const string StandingName = "buriedStanding";
    private const int RowsPerBatch = 99;

    /// <summary>The counts of a meeting.</summary>
    public static Tombstone Of(MeetingSnapshot meeting) => new(
        meeting.Events.Count,
        meeting.Runs.Count,
        meeting.Deliveries.LongCount(delivery => delivery.State is DeliveryState.Withdrawn),
        meeting.Deliveries.LongCount(delivery => delivery.State is DeliveryState.Stands));

    /// <summary>
    /// The writes that make a tombstone of a deleted meeting with nothing left to do, in batches that leave it whole wherever a crash comes; none where it
    /// is one already.
    /// </summary>
    public static IEnumerable<OrderedWrite> Bury(MeetingSnapshot meeting, string nonce)
    {
        if (meeting.Meeting is not { DeletedAt: not null, Tag: not null } known)
        {
            return [];
        }

        var named = meeting.Events.Where(happened => happened.ConversationId.Length > 0).Select(happened => happened.Forget(meeting.Key, nonce)).ToList();
        var buried = known with { ConversationId = "", Tombstone = Of(meeting) };

        return buried == known && named.Count is 0
            ? []
            : named.Chunk(RowsPerBatch).Append([buried.Write(nonce)]).Select(batch => new OrderedWrite(TableNames.Meetings, batch));
    }

    internal static Tombstone? From(Row row) => row.Number(EventsName) is { } events
        ? new Tombstone(events, row.Number(RunsName) ?? 0, row.Number(TakenBackName) ?? 0, row.Number(StandingName) ?? 0)
        : null;

    internal void Write(Dictionary<string, RowValue> values)
    {
        values[EventsName] = Events;
        values[RunsName] = Runs;
        values[TakenBackName] = TakenBack;
        values[StandingName] = Standing;
    }
}
