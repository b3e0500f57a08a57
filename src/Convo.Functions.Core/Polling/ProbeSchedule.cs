namespace Convo.Functions.Core.Polling;

/// <summary>
/// When a listed meeting is looked at, counted from its end: soon and often, because key points are there within minutes; then seldom; then never.
/// A look costs a call only where nobody has told of key points so far.
/// </summary>
public static class ProbeSchedule
{
    /// <summary>The times after the end.</summary>
    public static IReadOnlyList<TimeSpan> Looks { get; } =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(20),
        TimeSpan.FromMinutes(40),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The first look.</summary>
    public static DateTimeOffset First(DateTimeOffset end) => end + Looks[0];

    /// <summary>
    /// The look that follows on one at a moment; null where none does. Looks that were missed are not made up for. One that comes after the last time was
    /// the last, so every meeting is looked at once, however late it is found.
    /// </summary>
    public static DateTimeOffset? After(DateTimeOffset end, DateTimeOffset looked)
    {
        foreach (var look in Looks)
        {
            if (end + look > looked)
            {
                return end + look;
            }
        }

        return null;
    }
}
