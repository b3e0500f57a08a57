using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Polling;

/// <summary>What a look at a listed meeting brings to light. Pure.</summary>
public static class Finding
{
    /// <summary>Whether key points are worth a call: nobody has told of them, and they may still come.</summary>
    public static bool IsSummaryExpected(MeetingSnapshot known) => !Has(known, OccasionKind.Summary) && !Has(known, OccasionKind.Failed) && !IsDeleted(known);

    /// <summary>
    /// The occasions that a webhook should have opened and none has: the same ones, so that a webhook which comes later finds them open. The poll adds
    /// nothing where an event is there, whoever brought it: to those who wait for it, it would only look like news.
    /// </summary>
    /// <param name="watched">The meeting as Convo lists it.</param>
    /// <param name="known">The meeting as we have it.</param>
    /// <param name="keyPointsAt">When its key points were made; null where they are not there, or were not asked for.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<MeetingEvent> Decide(WatchedMeeting watched, MeetingSnapshot known, DateTimeOffset? keyPointsAt, DateTimeOffset now)
    {
        if (IsDeleted(known))
        {
            return [];
        }

        var found = new List<MeetingEvent>();
        Add(OccasionKind.Created, isThere: true, watched.End ?? watched.Start);
        Add(OccasionKind.Transcript, watched.HasTranscript, watched.End);
        Add(OccasionKind.Summary, keyPointsAt is not null, keyPointsAt);
        return found;

        void Add(OccasionKind kind, bool isThere, DateTimeOffset? happened)
        {
            if (isThere && !Has(known, kind))
            {
                found.Add(Event(watched, kind, happened ?? watched.FirstListed, now));
            }
        }
    }

    // Named by its occasion, so that however many instances find it, it is one row.
    private static MeetingEvent Event(WatchedMeeting watched, OccasionKind kind, DateTimeOffset happened, DateTimeOffset now) => new(
        $"poll|{kind.Word()}",
        $"poll.{kind.Word()}",
        kind,
        watched.ConversationId,
        now,
        EventSource.Poll,
        DataHash: "",
        LateMinutes: Math.Max(0, (long)(now - happened).TotalMinutes),
        Again: null);

    private static bool Has(MeetingSnapshot known, OccasionKind kind) => known.Events.Any(e => e.Kind == kind && e.Again is null);

    private static bool IsDeleted(MeetingSnapshot known) => known.Meeting?.DeletedAt is not null || Has(known, OccasionKind.Deleted);
}
