using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>All that is known of one meeting at one moment: its whole partition. Decisions are taken on it, without touching the store.</summary>
/// <param name="Key">Which meeting.</param>
/// <param name="Meeting">The meeting's own row; null before its first event was joined.</param>
/// <param name="Events">Its events.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Deliveries">Their deliveries.</param>
public sealed record MeetingSnapshot(
    MeetingKey Key,
    Meeting? Meeting,
    IReadOnlyList<MeetingEvent> Events,
    IReadOnlyList<Run> Runs,
    IReadOnlyList<Delivery> Deliveries)
{
    // Two instances need not agree on the time.
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(2);

    /// <summary>True when there are events that nobody has looked at yet.</summary>
    public bool HasUnjoinedEvents => Events.Count > (Meeting?.Joined ?? 0);

    /// <summary>The events that a run is about.</summary>
    public IEnumerable<MeetingEvent> EventsOf(Run run) => Events.Where(e =>
        e.Again is { } again
            ? again.Recipe == run.Recipe && e.Kind == run.Occasion.Kind && again.N == run.Occasion.N
            : e.Kind == run.Occasion.Kind && (run.Occasion.N == e.DataHash || !IsHash(run.Occasion.N)));

    /// <summary>
    /// True for what a delivery of ours caused at Convo, such as the change of a title: it opens nothing, or recipes would feed each other for ever. Known
    /// by its kind and data, from the moment the delivery is planned: the row stands before the effect, so it does not matter which is heard of first.
    /// </summary>
    public bool IsEcho(MeetingEvent happened) => happened is { Again: null, Kind: { } kind }
        && Deliveries.Any(delivery => delivery.Echo == new Occasion(kind, happened.DataHash)
            && (delivery.FirstAttempt is not { } began || happened.ReceivedAt >= began - ClocksApart));

    /// <summary>True when events came after the run's facts were read: they may have changed.</summary>
    public bool HasNewsFor(Run run) => EventsOf(run).Count() > run.Seen;

    /// <summary>
    /// True for a delivery that was planned or raised since this was read, or has to be tried again: nobody was told of it. All others have their
    /// hint, and when that gets lost the meeting is soon overdue; with a hint from every look, many looks at many deliveries would flood the queue.
    /// </summary>
    public bool IsNews(Delivery delivery) => delivery.Attempts > 0 || !Deliveries.Any(d => d.Id == delivery.Id && d.Revision == delivery.Revision);

    /// <summary>The deliveries of a run.</summary>
    public IEnumerable<Delivery> DeliveriesOf(Run run) =>
        Deliveries.Where(d => d.Id.Recipe == run.Recipe && d.Id.Occasion == run.Occasion);

    /// <summary>The runs that count: where a person ran a recipe again, what went before on occasions of the kind counts no more.</summary>
    public IReadOnlyList<Run> CountingRuns => [.. Runs.GroupBy(run => (run.Recipe, run.Occasion.Kind)).SelectMany(Counting)];

    /// <summary>One of its deliveries; null where there is none.</summary>
    public Delivery? Find(DeliveryId id) => Deliveries.FirstOrDefault(d => d.Id == id);

    /// <summary>The same meeting with rows that were just written.</summary>
    public MeetingSnapshot With(IEnumerable<Run> runs, IEnumerable<Delivery> deliveries)
    {
        var changedRuns = runs.ToDictionary(r => r.RowKey);
        var changedDeliveries = deliveries.ToDictionary(d => d.Id);
        return this with
        {
            Runs = [.. Runs.Where(r => !changedRuns.ContainsKey(r.RowKey)), .. changedRuns.Values],
            Deliveries = [.. Deliveries.Where(d => !changedDeliveries.ContainsKey(d.Id)), .. changedDeliveries.Values],
        };
    }

    /// <summary>Sorts the rows of a partition into what they are.</summary>
    public static MeetingSnapshot From(MeetingKey key, IReadOnlyList<Row> rows)
    {
        Meeting? meeting = null;
        var events = new List<MeetingEvent>();
        var runs = new List<Run>();
        var deliveries = new List<Delivery>();

        foreach (var row in rows)
        {
            switch (row.Key)
            {
                case Meeting.RowKey:
                    meeting = Meeting.From(row);
                    break;
                case var _ when row.Key.StartsWith(MeetingEvent.Prefix, StringComparison.Ordinal):
                    events.Add(MeetingEvent.From(row));
                    break;
                case var _ when row.Key.StartsWith(Run.Prefix, StringComparison.Ordinal):
                    runs.Add(Run.From(row));
                    break;
                case var _ when row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal):
                    deliveries.Add(Delivery.From(row));
                    break;
            }
        }

        return new MeetingSnapshot(key, meeting, events, runs, deliveries);
    }

    private static bool IsHash(string n) => n != Occasion.First && !n.StartsWith("again-", StringComparison.Ordinal);

    private static IEnumerable<Run> Counting(IEnumerable<Run> ofOneKind)
    {
        var all = ofOneKind.OrderBy(run => run.OpenedAt).ToList();
        var again = all.FindLastIndex(run => run.Occasion.IsAgain);
        return again < 0 ? all : all.Skip(again);
    }
}
