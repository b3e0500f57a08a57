namespace Convo.Functions.Core.Polling;

/// <summary>How the meetings that are in an account came to us, and whether one is missing.</summary>
/// <param name="ByWebhook">Meetings of which a webhook told us first.</param>
/// <param name="ByPolling">Meetings that the poll found first.</param>
/// <param name="Missing">Meetings that Convo lists and we don't have, although the time in which a webhook comes is over.</param>
public sealed record Completeness(int ByWebhook, int ByPolling, int Missing)
{
    /// <summary>None.</summary>
    public static Completeness None { get; } = new(0, 0, 0);

    /// <summary>Meetings that we had and that were deleted in Convo: its list has them no more, so they are none of <see cref="Meetings"/>.</summary>
    public int Deleted { get; init; }

    /// <summary>Meetings that we have and that Convo's list shows no more, although nobody told of a deletion.</summary>
    public int Unlisted { get; init; }

    /// <summary>All meetings: as many as Convo lists.</summary>
    public int Meetings => ByWebhook + ByPolling + Missing;

    /// <summary>The line that people see.</summary>
    public string Sentence =>
        $"{Meetings} {(Meetings is 1 ? "meeting" : "meetings")}: {ByWebhook} by webhook, {ByPolling} recovered by polling, {Missing} missing"
        + (Deleted > 0 ? $"; {Deleted} more {Were(Deleted)} deleted in Convo" : "")
        + (Unlisted > 0 ? $"; {Unlisted} more {Are(Unlisted)} no longer in Convo's list" : "");

    /// <summary>Two accounts together.</summary>
    public static Completeness operator +(Completeness a, Completeness b) =>
        new(a.ByWebhook + b.ByWebhook, a.ByPolling + b.ByPolling, a.Missing + b.Missing)
        {
            Deleted = a.Deleted + b.Deleted,
            Unlisted = a.Unlisted + b.Unlisted,
        };

    private static string Were(int count) => count is 1 ? "was" : "were";

    private static string Are(int count) => count is 1 ? "is" : "are";
}

/// <summary>The completeness of one account.</summary>
/// <param name="Connection">The account.</param>
/// <param name="Count">How its meetings came.</param>
/// <param name="WatchedFrom">Since when Convo's list is compared with ours; null where it never was.</param>
/// <param name="ComparedAt">When the whole list was last compared; null where it never was: then nobody can tell what is missing.</param>
/// <param name="NextAt">When the poll goes on; null where the account is not polled.</param>
/// <param name="Trouble">Why the poll does not get through; null while it does.</param>
public sealed record AccountCompleteness(
    string Connection, Completeness Count, DateTimeOffset? WatchedFrom, DateTimeOffset? ComparedAt, DateTimeOffset? NextAt, PollTrouble? Trouble);
