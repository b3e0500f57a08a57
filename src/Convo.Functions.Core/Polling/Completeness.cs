namespace Convo.Functions.Core.Polling;

/// <summary>How an account's meetings came to us, and whether one is missing.</summary>
/// <param name="ByWebhook">Meetings of which a webhook told us first.</param>
/// <param name="ByPolling">Meetings that the poll found first.</param>
/// <param name="Missing">Meetings that Convo lists and we don't have, although the time in which a webhook comes is over.</param>
public sealed record Completeness(int ByWebhook, int ByPolling, int Missing)
{
    /// <summary>All meetings.</summary>
    public int Meetings => ByWebhook + ByPolling + Missing;

    /// <summary>The line that people see.</summary>
    public string Sentence =>
        $"{Meetings} {(Meetings is 1 ? "meeting" : "meetings")}: {ByWebhook} by webhook, {ByPolling} recovered by polling, {Missing} missing";

    /// <summary>Two accounts together.</summary>
    public static Completeness operator +(Completeness a, Completeness b) =>
        new(a.ByWebhook + b.ByWebhook, a.ByPolling + b.ByPolling, a.Missing + b.Missing);
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
