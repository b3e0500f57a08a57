namespace Convo.Functions.Core.Calendars.Snapshot;

/// <summary>What a new answer changes in the events that are kept. Pure.</summary>
/// <param name="Put">Events that are new or different.</param>
/// <param name="Gone">Events that were kept and are no more: moved or called off.</param>
/// <param name="Renamed">Events of <paramref name="Put"/> as they were, where they had another title.</param>
public sealed record CalendarChanges(IReadOnlyList<CalendarEvent> Put, IReadOnlyList<CalendarEvent> Gone, IReadOnlyList<CalendarEvent> Renamed)
{
    /// <summary>
    /// Who begins soon is not missed: Convo gives upcoming events only, by a clock of its own, so one that begins in a moment may be left out of an answer.
    /// </summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    /// <summary>Compares what is kept with an answer.</summary>
    /// <param name="kept">The events that are kept, of the asked time and more.</param>
    /// <param name="answer">The events that came.</param>
    /// <param name="from">From when on the answer holds; earlier events are left as they are.</param>
    /// <param name="wholeUntil">Until when it is whole.</param>
    public static CalendarChanges Of(
        IReadOnlyList<CalendarEvent> kept, IReadOnlyList<CalendarEvent> answer, DateTimeOffset from, DateTimeOffset wholeUntil)
    {
        var known = kept.GroupBy(CalendarRows.KeyOf).ToDictionary(group => group.Key, group => group.First());
        var came = answer.Select(one => one.Bounded()).GroupBy(CalendarRows.KeyOf).ToDictionary(group => group.Key, group => group.First());
        var put = came.Where(one => !known.TryGetValue(one.Key, out var before) || !CalendarRows.IsSame(before, one.Value)).ToList();

        return new(
            [.. put.Select(one => one.Value)],
            [.. known.Where(one => !came.ContainsKey(one.Key) && one.Value.Start > from + Soon && one.Value.Start < wholeUntil).Select(one => one.Value)],
            [.. put.Where(one => known.TryGetValue(one.Key, out var before) && before.Title != one.Value.Title).Select(one => known[one.Key])]);
    }

    /// <summary>What events of the past add; nothing that is kept goes because of them.</summary>
    public static CalendarChanges Adding(IReadOnlyList<CalendarEvent> kept, IReadOnlyList<CalendarEvent> past) =>
        Of(kept, past, from: DateTimeOffset.MaxValue - Soon, wholeUntil: DateTimeOffset.MinValue);
}
