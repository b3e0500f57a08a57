using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Checks;

/// <summary>Looks at every write the moment it happens, and at every acknowledgement.</summary>
internal sealed class Watch(SimulatedWorld world)
{
    private static readonly HashSet<string> WithNonce = [TableNames.Meetings, TableNames.Open, TableNames.Quarantine];
    private readonly Dictionary<(string Partition, string Key), Row> before = [];
    private readonly Dictionary<string, DateTimeOffset> open = [];
    private readonly Dictionary<MeetingKey, HashSet<string>> acked = [];
    private readonly HashSet<string> setAside = [];
    private readonly HashSet<(string Partition, string Key, string Content)> approved = [];

    /// <summary>When the first open work is due; null where none is open.</summary>
    public DateTimeOffset? NextOpen => open.Count is 0 ? null : open.Values.Min();

    /// <summary>The meetings in the open-work index.</summary>
    public IReadOnlyCollection<string> Open => open.Keys;

    /// <summary>What was acknowledged, by meeting.</summary>
    public IReadOnlyDictionary<MeetingKey, HashSet<string>> AckedEvents => acked;

    /// <summary>What was acknowledged and set aside.</summary>
    public IReadOnlySet<string> Quarantined => setAside;

    /// <summary>Convo was told 200: from now on the event must never be without a row and, until it is dealt with, without open work.</summary>
    public void Acked(MeetingKey meeting, string id)
    {
        if (!acked.TryGetValue(meeting, out var ids))
        {
            acked[meeting] = ids = [];
        }

        ids.Add(id);
        CheckOpen(meeting.Text);
    }

    /// <summary>Something goes out this moment: what needs a yes must have it, for this very content, in a row.</summary>
    public void GoesOut(string delivery, string content)
    {
        var id = DeliveryId.Parse(delivery)!.Value;

        if (before[(id.Meeting.Text, id.RowKey)].Text("approveBy") is not null && !approved.Contains((id.Meeting.Text, id.RowKey, content)))
        {
            world.Fail($"{delivery} goes out with {content}, to which nobody said yes");
        }
    }

    public void SetAside(string id) => setAside.Add(id);

    /// <summary>A write took effect.</summary>
    public void Wrote(string table, IReadOnlyList<RowChange> changes)
    {
        foreach (var change in changes)
        {
            if (WithNonce.Contains(table) && RowRules.RowOf(change) is { } row && row.Text(Nonces.Name) is null)
            {
                world.Fail($"a row of {table} has no nonce: {change.Key}");
            }

            if (table is TableNames.Meetings)
            {
                Compare(change);
            }
            else if (table is TableNames.Open)
            {
                Note(change);
            }
        }

        if (table is TableNames.Meetings)
        {
            CheckOpen(changes[0].Partition);
        }
        else if (table is TableNames.Open)
        {
            CheckOpen(changes[0].Key);
        }
    }

    private void Note(RowChange change)
    {
        if (RowRules.RowOf(change) is { } row)
        {
            open[row.Key] = row.Time("due")!.Value;
        }
        else
        {
            open.Remove(change.Key);
        }
    }

    private void Compare(RowChange change)
    {
        if (RowRules.RowOf(change) is not { } row)
        {
            world.Fail($"a row of a meeting was removed: {change.Key}");
            return;
        }

        if (row.Text("approveVerdict") is "approved")
        {
            approved.Add((row.Partition, row.Key, row.Text("approveContent")!));
        }

        var old = before.GetValueOrDefault((row.Partition, row.Key));
        before[(row.Partition, row.Key)] = row;

        if (old is null)
        {
            return;
        }

        if (row.Key.StartsWith(Run.Prefix, StringComparison.Ordinal)
            && old.Text("state") is "done" or "refused" or "cancelled"
            && old.Text("state") != row.Text("state"))
        {
            world.Fail($"the run {row.Key} was {old.Text("state")} and became {row.Text("state")}");
        }

        if (row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal))
        {
            CompareDelivery(old, row);
        }
    }

    private void CompareDelivery(Row old, Row now)
    {
        if (now.Number("revision") < old.Number("revision") || (now.Text("desired") != old.Text("desired") && now.Number("revision") <= old.Number("revision")))
        {
            world.Fail($"what is desired of {now.Key} was lowered");
        }

        // A deletion takes back what stands there in whatever state, but never what nobody has begun.
        var isTakenBack = now.Text("desired") is Delivery.Nothing && old.Text("desired") is not Delivery.Nothing && old.Text("state") is not "cancelled";

        if (old.Text("state") is "withdrawn" or "stands" && now.Text("state") != old.Text("state"))
        {
            world.Fail($"the delivery {now.Key} was {old.Text("state")} and became {now.Text("state")}");
        }

        if (old.Text("state") is "refused" or "cancelled" or "uncertain" && now.Text("state") != old.Text("state") && !isTakenBack)
        {
            world.Fail($"the delivery {now.Key} was {old.Text("state")} and became {now.Text("state")}");
        }
    }

    private void CheckOpen(string partition)
    {
        if (open.ContainsKey(partition) || !acked.TryGetValue(new MeetingKey(partition), out var ids))
        {
            return;
        }

        var meeting = Read(new MeetingKey(partition));
        var unacked = meeting.Events.Count(e => !ids.Contains(e.Id));

        if (meeting.Events.Count - (meeting.Meeting?.Joined ?? 0) > unacked)
        {
            world.Fail($"an acknowledged event of {partition} waits to be joined, and the meeting is not in the open-work index");
        }
        else if (unacked is 0 && Unfinished(meeting) is { } what)
        {
            world.Fail($"{what} of {partition} is not finished, and the meeting is not in the open-work index");
        }
    }

    /// <summary>What is left to do for a meeting; null where all is done.</summary>
    public static string? Unfinished(MeetingSnapshot meeting) =>
        meeting.HasUnjoinedEvents ? "the joining of events"
        : meeting.Runs.FirstOrDefault(r => !r.HasEnded || (meeting.HasNewsFor(r) && !Settling.IsOver(meeting, r))) is { } run ? run.RowKey
        : meeting.Deliveries.FirstOrDefault(d => !d.IsSettled) is { } delivery ? delivery.Id.RowKey
        : null;

    /// <summary>A meeting as it stands in the store.</summary>
    public MeetingSnapshot Read(MeetingKey key) =>
        MeetingSnapshot.From(key, world.Rows.QueryAsync(TableNames.Meetings, new RowRange(key.Text), continuation: null, CancellationToken.None).Result.Rows);
}
