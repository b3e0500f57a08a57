namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// The calendar that is connected to an account. As strict as the documentation leaves room for: upcoming events only, no organiser. The generous form
/// gives both.
/// </summary>
internal sealed class Calendar(TimeProvider clock)
{
    /// <summary>The oldest events make room beyond this number.</summary>
    public const int MostEvents = 2000;

    private readonly Lock gate = new();
    private readonly List<CalendarEvent> events = [];
    private volatile bool isGenerous;
    private volatile bool isConnected = true;

    /// <summary>Whether past events and organisers are given too.</summary>
    public bool IsGenerous
    {
        get => isGenerous;
        set => isGenerous = value;
    }

    /// <summary>Whether a calendar is connected at all.</summary>
    public bool IsConnected
    {
        get => isConnected;
        set => isConnected = value;
    }

    /// <summary>All events, as they were put in.</summary>
    public IReadOnlyList<CalendarEvent> All
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    /// <summary>Puts an event in; one with the same id takes the place of the one before.</summary>
    public void Put(CalendarEvent one)
    {
        lock (gate)
        {
            events.RemoveAll(other => other.Id == one.Id);
            events.Add(one);
            if (events.Count > MostEvents)
            {
                events.RemoveAt(0);
            }
        }
    }

    public bool TryRemove(string id)
    {
        lock (gate)
        {
            return events.RemoveAll(one => one.Id == id) > 0;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            events.Clear();
        }
    }

    /// <summary>What the API gives: events that start after a moment, by start; in the strict form never one that has begun.</summary>
    public IReadOnlyList<CalendarItem> List(DateTimeOffset? after, int most)
    {
        var now = clock.GetUtcNow();
        var from = after is { } asked && (IsGenerous || asked > now) ? asked : now;
        lock (gate)
        {
            return
            [
                .. events.Where(one => one.Start > from)
                    .OrderBy(one => one.Start)
                    .ThenBy(one => one.Id, StringComparer.Ordinal)
                    .Take(most)
                    .Select(one => one.ToItem(IsGenerous)),
            ];
        }
    }
}
