using Convo.Functions.Core.Ports;

namespace Convo.Functions.Standalone.Pump;

/// <summary>A hint that waits for its time.</summary>
/// <param name="Item">The hint.</param>
/// <param name="Due">When, in the pump's time.</param>
/// <param name="Failures">How often following it has failed so far.</param>
internal sealed record WaitingHint(WorkItem Item, TimeSpan Due, int Failures);

/// <summary>
/// Hints in the order of their times, those of one time in the order in which they came; each once, and no more than there is room for: the earliest.
/// Not for several threads at once.
/// </summary>
internal sealed class WaitingHints
{
    private readonly SortedSet<(TimeSpan Due, long Number, WaitingHint Hint)> order = new(Comparer<(TimeSpan Due, long Number, WaitingHint Hint)>.Create(
        (one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number))));

    private readonly Dictionary<WorkItem, (TimeSpan Due, long Number, WaitingHint Hint)> byItem = [];
    private long number;

    /// <summary>How many there is room for.</summary>
    public required int Most { get; set; }

    /// <summary>Adds a hint; where its like waits already, the earlier of the two stays.</summary>
    /// <returns>The hint that there was no room for, the latest of all; null where there was.</returns>
    public WaitingHint? Add(WaitingHint hint)
    {
        if (byItem.TryGetValue(hint.Item, out var there))
        {
            if (there.Due <= hint.Due)
            {
                return null;
            }

            order.Remove(there);
        }

        var place = (hint.Due, ++number, hint);
        byItem[hint.Item] = place;
        order.Add(place);
        return order.Count > Most ? TakeLast() : null;
    }

    /// <summary>Whether there is room for a hint of a time.</summary>
    public bool HasRoomFor(TimeSpan due) => order.Count < Most || order.Max.Due > due;

    /// <summary>Takes the first hint that is due and whose like is not in the works; null where there is none.</summary>
    public WaitingHint? TakeDue(TimeSpan now, HashSet<WorkItem> inTheWorks)
    {
        foreach (var place in order)
        {
            if (place.Due > now)
            {
                return null;
            }

            if (!inTheWorks.Contains(place.Hint.Item))
            {
                order.Remove(place);
                byItem.Remove(place.Hint.Item);
                return place.Hint;
            }
        }

        return null;
    }

    /// <summary>The time of the first hint whose like is not in the works; null where there is none.</summary>
    public TimeSpan? NextDue(HashSet<WorkItem> inTheWorks)
    {
        foreach (var place in order)
        {
            if (!inTheWorks.Contains(place.Hint.Item))
            {
                return place.Due;
            }
        }

        return null;
    }

    private WaitingHint TakeLast()
    {
        var last = order.Max;
        order.Remove(last);
        byItem.Remove(last.Hint.Item);
        return last.Hint;
    }
}
