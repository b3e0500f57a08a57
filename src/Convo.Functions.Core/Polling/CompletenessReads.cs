using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Polling;

/// <summary>
/// Counts how meetings came, from the rows themselves: the timeline, in which every meeting stands with how we first heard of it, and the poll's rows of what
/// Convo lists. No counter is kept that could be wrong.
/// </summary>
public sealed class CompletenessReads(Timeline timeline, MeetingStore meetings, PollStore store, ConnectionStore connections, TimeProvider clock)
{
    /// <summary>The accounts that there are, and those of which meetings are left, by name.</summary>
    /// <param name="days">How many days to look back, from 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<AccountCompleteness>> ReadAsync(int days, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now - TimeSpan.FromDays(days);
        var heard = await HeardAsync(since, cancellation);
        var connected = (await connections.ListAsync(cancellation)).Where(c => c.Kind == ConnectionKind.Convo.Name).Select(c => c.Name).ToHashSet();
        var accounts = new List<AccountCompleteness>();

        foreach (var name in connected.Union(heard.Keys.Select(key => key.Connection)).Order(StringComparer.Ordinal))
        {
            var cursor = await store.CursorAsync(name, cancellation);
            var count = heard.Where(pair => pair.Key.Connection == name).Aggregate(Completeness.None, (sum, pair) => sum + One(pair.Value))
                + await OnlyListedAsync(name, since, heard, cancellation);
            var next = connected.Contains(name) ? cursor?.NextAt : null;
            accounts.Add(new AccountCompleteness(name, count, cursor?.WatchedFrom, cursor?.CompleteAt, next, cursor?.Trouble));
        }

        return accounts;
    }

    private static Completeness One((EventSource By, Left Left) meeting) => meeting switch
    {
        { Left: Left.Deleted } => Completeness.None with { Deleted = 1 },
        { Left: Left.Unlisted } => Completeness.None with { Unlisted = 1 },
        { By: EventSource.Poll } => new Completeness(0, 1, 0),
        _ => new Completeness(1, 0, 0),
    };

    // What Convo lists and the timeline doesn't have: nobody has it yet, or one of its rows is lost.
    private async Task<Completeness> OnlyListedAsync(
        string account, DateTimeOffset since, Dictionary<MeetingKey, (EventSource By, Left Left)> heard, CancellationToken cancellation)
    {
        var count = Completeness.None;

        foreach (var listed in (await store.WatchedAsync(account, cancellation)).Where(m => m.CountsFrom >= since && !heard.ContainsKey(m.Key)))
        {
            if (!listed.IsKnown)
            {
                count += listed.NextLook <= clock.GetUtcNow() ? new Completeness(0, 0, 1) : Completeness.None;
            }
            else if (await meetings.FindAsync(listed.Key, cancellation) is not { } ours)
            {
                count += new Completeness(0, 0, 1);
            }
            else if (ours.FirstSeen >= since)
            {
                var isUnlisted = listed.Unseen is WatchedMeeting.UnlistedAfter;
                count += One((ours.HeardBy, ours.DeletedAt is not null ? Left.Deleted : isUnlisted ? Left.Unlisted : Left.No));
            }
        }

        return count;
    }

    private async Task<Dictionary<MeetingKey, (EventSource By, Left Left)>> HeardAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var heard = new Dictionary<MeetingKey, (EventSource By, Left Left)>();

        foreach (var entry in (await timeline.HeardSinceAsync(since, cancellation)).GroupBy(h => h.Meeting, h => (h.By, h.Left)))
        {
            var ways = entry.Distinct().ToList();
            heard[entry.Key] = ways is [var only] ? only : await OfRowAsync(entry.Key, ways, cancellation);
        }

        return heard;
    }

    private async Task<(EventSource By, Left Left)> OfRowAsync(
        MeetingKey key, IReadOnlyList<(EventSource By, Left Left)> entries, CancellationToken cancellation) =>
        await meetings.FindAsync(key, cancellation) is { } ours
            ? (ours.HeardBy, ours.DeletedAt is null ? entries.Min(entry => entry.Left) : Left.Deleted)
            : (EventSource.Webhook, entries.Max(entry => entry.Left));
}
