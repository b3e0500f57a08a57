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
            var missing = (await store.WatchedAsync(name, cancellation))
                .Count(m => !m.IsKnown && m.NextLook <= now && m.CountsFrom >= since && !heard.ContainsKey(m.Key));
            var ours = heard.Where(pair => pair.Key.Connection == name).Select(pair => pair.Value).ToList();
            var byPolling = ours.Count(source => source is EventSource.Poll);
            var next = connected.Contains(name) ? cursor?.NextAt : null;
            accounts.Add(new AccountCompleteness(
                name, new Completeness(ours.Count - byPolling, byPolling, missing), cursor?.WatchedFrom, cursor?.CompleteAt, next, cursor?.Trouble));
        }

        return accounts;
    }

    private async Task<Dictionary<MeetingKey, EventSource>> HeardAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var heard = new Dictionary<MeetingKey, EventSource>();

        foreach (var entry in (await timeline.HeardSinceAsync(since, cancellation)).GroupBy(h => h.Meeting, h => h.By))
        {
            var ways = entry.Distinct().ToList();
            heard[entry.Key] = ways is [var only]
                ? only
                : (await meetings.ReadAsync(entry.Key, cancellation)).Meeting?.HeardBy ?? EventSource.Webhook;
        }

        return heard;
    }
}
