using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Polling;

/// <summary>
/// Compares a whole reading of Convo's list with what we have, both ways: a meeting that the list shows no more, and one that we have lost. Neither is acted
/// upon like an event: it only keeps the count of completeness true, and has a lost meeting looked at anew. Every three hours, because it costs two readings of
/// the store for each listed meeting.
/// </summary>
public sealed class Comparing(PollStore store, MeetingStore meetings, Timeline timeline)
{
    // Convo does not say which of a meeting's times `since` compares, nor whether it includes its bound.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Compares.</summary>
    /// <param name="watched">What is known of the list so far.</param>
    /// <param name="listed">The ids that the reading showed.</param>
    /// <param name="since">Since when it read.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Those of which something is known now that was not before, as they are stored.</returns>
    public async Task<IReadOnlyList<WatchedMeeting>> RunAsync(
        IReadOnlyCollection<WatchedMeeting> watched, IReadOnlySet<string> listed, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        var changed = new List<WatchedMeeting>();

        foreach (var meeting in watched.Where(m => m.IsKnown))
        {
            var isLost = listed.Contains(meeting.ConversationId) && !await IsOursAsync(meeting.Key, cancellation);
            var isUnseen = !listed.Contains(meeting.ConversationId) && IsExpected(meeting, since) && meeting.Unseen < WatchedMeeting.UnlistedAfter;

            if (isLost && await store.WriteAsync(meeting with { IsKnown = false, NextLook = now }, cancellation) is { } lost)
            {
                changed.Add(lost);
            }
            else if (isUnseen && await MissAsync(meeting, cancellation) is { } unseen)
            {
                changed.Add(unseen);
            }
        }

        return changed;
    }

    /// <summary>Notes whether a meeting of ours is in the list.</summary>
    public async Task NoteAsync(MeetingKey key, Left left, CancellationToken cancellation)
    {
        if (await meetings.FindAsync(key, cancellation) is { DeletedAt: null } ours)
        {
            await timeline.AddAsync(key, ours.FirstSeen, ours.HeardBy, left, cancellation);
        }
    }

    // One that is ours and not in the timeline would be in no list and in no count.
    private async Task<bool> IsOursAsync(MeetingKey key, CancellationToken cancellation)
    {
        if (await meetings.FindAsync(key, cancellation) is not { } ours)
        {
            return false;
        }

        if (!await timeline.HasAsync(key, ours.FirstSeen, cancellation))
        {
            await NoteAsync(key, Left.No, cancellation);
        }

        return true;
    }

    private static bool IsExpected(WatchedMeeting meeting, DateTimeOffset since) => meeting.Start > since + Margin && meeting.End is not null;

    // The note first: after a crash in between, the next reading makes it again.
    private async Task<WatchedMeeting?> MissAsync(WatchedMeeting meeting, CancellationToken cancellation)
    {
        var missed = meeting with { Unseen = meeting.Unseen + 1 };

        if (missed.Unseen is WatchedMeeting.UnlistedAfter)
        {
            await NoteAsync(meeting.Key, Left.Unlisted, cancellation);
        }

        return await store.WriteAsync(missed, cancellation);
    }
}
