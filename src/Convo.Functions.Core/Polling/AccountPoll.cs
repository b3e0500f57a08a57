using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Polling;

/// <summary>
/// Looks after one account: reads Convo's list, and looks at listed meetings by the probe schedule. What it finds opens the occasions that the lost webhook
/// would have opened. It deletes nothing: what the list doesn't show may be a page that moved, or a filter that we misread.
/// </summary>
public sealed partial class AccountPoll(
    PollStore store, IConversationList list, MeetingStore meetings, Finds finds, Comparing comparing, ICallBudget budget, TimeProvider clock,
    ILogger<AccountPoll> log)
{
    private const int MostPages = 10;
    private const int MostLooks = 100;

    // A page that is read again shows rows that slipped across its border meanwhile.
    private const int PageOverlap = 20;

    // As long as the heads let a round run; after a crash the next round does it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    /// <summary>Does what is due, unless somebody else is at it.</summary>
    /// <exception cref="Ports.StorageException">The store can't be reached.</exception>
    public async Task RunAsync(Connection connection, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var cursor = await store.CursorAsync(connection.Name, cancellation) ?? PollCursor.First(connection.Name, now);
        var isNewKey = cursor.Tag is not null && cursor.Generation != connection.Generation;

        if (!cursor.IsDue(now) && !isNewKey)
        {
            return;
        }

        var listIsDue = cursor.IsListDue(now) || isNewKey;
        if (await store.WriteAsync(cursor with { NextAt = now + Lease, Generation = connection.Generation }, cancellation) is not { } claimed)
        {
            return;
        }

        var round = new Round(connection, claimed, await store.WatchedAsync(connection.Name, cancellation), now);
        using var grant = budget.Open(connection.Name, CallUse.Poll);

        if (listIsDue)
        {
            await ListAsync(round, grant, cancellation);
        }

        await LookAsync(round, grant, cancellation);
        await EndAsync(round, grant, cancellation);
    }

    private async Task ListAsync(Round round, CallGrant grant, CancellationToken cancellation)
    {
        round.Cursor = round.Cursor.Begin(round.Now);
        var stale = 0;

        for (var page = 0; page < MostPages && stale < 2; page++)
        {
            var answer = await list.PageAsync(round.Connection, round.Cursor.Since!.Value, round.Cursor.Offset, grant, cancellation);
            if (answer is not PollAnswer<ListPage>.Here(var read))
            {
                round.Stop((PollAnswer<ListPage>.Not)answer);
                return;
            }

            var isNews = false;
            foreach (var listed in read.Meetings)
            {
                isNews |= round.Listed.Add(listed.ConversationId);
                await SeeAsync(round, listed, cancellation);
            }

            // Pages that show the same rows again lead nowhere.
            stale = isNews ? 0 : stale + 1;
            if (read.Next is not { } next || stale is 2)
            {
                await CompareAsync(round, cancellation);
                return;
            }

            round.Cursor = round.Cursor with { Offset = next };
        }

        round.Cursor = round.Cursor with { Offset = Math.Max(0, round.Cursor.Offset - PageOverlap) };
    }

    private async Task CompareAsync(Round round, CancellationToken cancellation)
    {
        // A reading that several rounds share shows only its last part here.
        if (round.Cursor.Began == round.Now && round.Cursor.ComparesAt(round.Now))
        {
            foreach (var changed in await comparing.RunAsync(round.Watched.Values, round.Listed, round.Cursor.Since!.Value, round.Now, cancellation))
            {
                round.Watched[changed.ConversationId] = changed;
            }

            round.Cursor = round.Cursor with { ComparedAt = round.Now };
        }

        round.Cursor = round.Cursor.Complete();
        round.IsComplete = true;
    }

    private async Task SeeAsync(Round round, ListedMeeting listed, CancellationToken cancellation)
    {
        var known = round.Watched.GetValueOrDefault(listed.ConversationId);
        if (known is null && (listed.End ?? listed.Start) < round.Cursor.WatchedFrom)
        {
            return;
        }

        if (known?.Unseen is WatchedMeeting.UnlistedAfter)
        {
            await comparing.NoteAsync(known.Key, Left.No, cancellation);
        }

        var seen = known?.Listed(listed) ?? WatchedMeeting.New(round.Connection.Name, listed, round.Now);
        if (!ReferenceEquals(seen, known) && await store.WriteAsync(seen, cancellation) is { } written)
        {
            round.Watched[listed.ConversationId] = written;
        }
    }

    private async Task LookAsync(Round round, CallGrant grant, CancellationToken cancellation)
    {
        var due = round.Watched.Values.Where(meeting => meeting.NextLook <= round.Now).OrderBy(meeting => meeting.NextLook).Take(MostLooks).ToList();
        foreach (var watched in due)
        {
            var known = await meetings.ReadAsync(watched.Key, cancellation);
            var isExpected = Finding.IsSummaryExpected(known);
            DateTimeOffset? made = null;

            if (isExpected && !round.IsStopped)
            {
                var answer = await list.KeyPointsAsync(round.Connection, watched.ConversationId, grant, cancellation);
                made = (answer as PollAnswer<DateTimeOffset?>.Here)?.Value;
                round.Stop(answer as PollAnswer<DateTimeOffset?>.Not);
            }

            // Known by its listing alone, a meeting is opened also where Convo has no call left for the rest.
            await finds.OpenAsync(watched.Key, Finding.Decide(watched, known, made, round.Now), cancellation);
            var looksAgain = isExpected && made is null;
            var next = round.IsStopped && looksAgain ? watched.NextLook : looksAgain ? ProbeSchedule.After(watched.CountsFrom, round.Now) : null;
            var looked = watched with { IsKnown = true, NextLook = next };
            if (looked != watched && await store.WriteAsync(looked, cancellation) is { } written)
            {
                round.Watched[watched.ConversationId] = written;
            }
        }
    }

    private async Task EndAsync(Round round, CallGrant grant, CancellationToken cancellation)
    {
        await store.ForgetAsync([.. round.Watched.Values.Where(m => IsOver(round, m))], cancellation);

        var nextList = round.StoppedUntil
            ?? (round.Cursor.IsListDue(round.Now) ? round.Now + PollPace.Next(grant.Limit, grant.Room) : round.Cursor.NextList);
        var nextLook = round.StoppedUntil is null ? round.Watched.Values.Select(m => m.NextLook).Min() : null;
        await store.WriteAsync(
            round.Cursor with
            {
                NextList = nextList,
                NextAt = nextLook < nextList ? nextLook.Value : nextList,
                Trouble = round.Trouble,
            },
            cancellation);

        if (round.Trouble is { } trouble)
        {
            Log.Stopped(log, round.Connection.Name, trouble.Reason, trouble.Advice);
        }
    }

    // A row that is still listed would only be made anew.
    private static bool IsOver(Round round, WatchedMeeting meeting) =>
        round.IsComplete && meeting is { IsKnown: true, NextLook: null } && meeting.CountsFrom < round.Now - Remembered
        && !round.Listed.Contains(meeting.ConversationId);

    private sealed class Round(Connection connection, PollCursor cursor, IReadOnlyList<WatchedMeeting> watched, DateTimeOffset now)
    {
        public Connection Connection => connection;

        public PollCursor Cursor { get; set; } = cursor;

        public DateTimeOffset Now => now;

        public Dictionary<string, WatchedMeeting> Watched { get; } = watched.ToDictionary(meeting => meeting.ConversationId, StringComparer.Ordinal);

        public HashSet<string> Listed { get; } = new(StringComparer.Ordinal);

        public bool IsComplete { get; set; }

        public DateTimeOffset? StoppedUntil { get; private set; }

        public PollTrouble? Trouble { get; private set; }

        public bool IsStopped => StoppedUntil is not null;

        public void Stop<T>(PollAnswer<T>.Not? answer) =>
            (StoppedUntil, Trouble) = answer is null ? (StoppedUntil, Trouble) : (answer.Until, answer.Trouble);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The poll of {Connection} did not get through and goes on later: {Reason} {Advice}")]
        public static partial void Stopped(ILogger log, string connection, string reason, string advice);
    }
}
