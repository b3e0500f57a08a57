namespace Convo.Functions.Core.Keeping;

/// <summary>One kind of what is stored, and how long it is kept, in words for people.</summary>
/// <param name="Name">A short name, such as <c>titles</c>.</param>
/// <param name="What">What it is.</param>
/// <param name="For">How long.</param>
/// <param name="From">From when on that counts.</param>
public sealed record KeptKind(string Name, string What, TimeSpan For, string From)
{
    private const string AfterWork = "from when a meeting's work is done; at once when it is deleted in Convo";

    /// <summary>All kinds, from what goes first to what goes last.</summary>
    public static IReadOnlyList<KeptKind> All(KeepTimes times, TimeSpan calendar) =>
    [
        new("content", "What was said: raw events, messages as they were sent, what Convo drafted or answered", times.Content, AfterWork),
        new("titles", "Titles of meetings", times.Titles, AfterWork),
        new("calendar", "Events of the calendar, with titles and addresses of the invited", calendar, "from the end of the event"),
        new("quarantine", "Signed events that nobody could read", times.Quarantine, "from when they came"),
        new("history", "That events came (their hashes), runs, deliveries, and what is left of deleted meetings", times.History, "from when a meeting was first heard of"),
        new("audit", "Who changed what", times.Audit, "from the end of the month"),
    ];
}
