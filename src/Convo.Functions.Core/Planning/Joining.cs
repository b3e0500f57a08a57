using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Planning;

/// <summary>Joins the events of a meeting to occasions, and says which runs they start. Pure.</summary>
public static class Joining
{
    /// <summary>What to write so that no event is left unjoined; null where all are.</summary>
    public static Join? Decide(MeetingSnapshot snapshot, IReadOnlyList<PublishedRecipe> recipes)
    {
        if (snapshot.Events.Count == 0 || !snapshot.HasUnjoinedEvents)
        {
            return null;
        }

        var meeting = snapshot.Meeting ?? new Meeting(
            snapshot.Key,
            snapshot.Events[0].ConversationId,
            snapshot.Events.Min(e => e.ReceivedAt),
            Joined: 0,
            DeletedAt: null)
        { HeardBy = snapshot.Events.MinBy(e => e.ReceivedAt)!.Source };
        var deletion = snapshot.Events.Where(e => e.Kind is OccasionKind.Deleted).Select(e => (DateTimeOffset?)e.ReceivedAt).Min();
        var joined = meeting with { Joined = snapshot.Events.Count, DeletedAt = meeting.DeletedAt ?? deletion };
        var known = snapshot.Runs.Select(r => r.RowKey).ToHashSet(StringComparer.Ordinal);
        var runs = recipes.SelectMany(r => Runs(joined, snapshot, r)).Where(r => known.Add(r.RowKey)).ToList();
        return new Join(joined, runs);
    }

    private static IEnumerable<Run> Runs(Meeting meeting, MeetingSnapshot snapshot, PublishedRecipe published)
    {
        var events = snapshot.Events;

        foreach (var kind in published.Recipe.When.Occasions)
        {
            if (meeting.DeletedAt is not null && kind is not OccasionKind.Deleted)
            {
                continue;
            }

            var about = events.Where(e => e.Kind == kind && e.Again is null && !snapshot.IsEcho(e))
                .GroupBy(e => IsEach(published, kind) ? e.DataHash : Occasion.First);

            foreach (var occasion in about)
            {
                // What the poll found late opened when it happened; but its run waits for facts from now on.
                if (occasion.Min(e => e.OpenedAt) >= published.ActiveSince)
                {
                    yield return Start(meeting, published, new Occasion(kind, occasion.Key), occasion.Min(e => e.ReceivedAt));
                }
            }

            foreach (var wish in events.Where(e =>
                e.Kind == kind && e.Again?.Recipe == published.Recipe.Id && e.ReceivedAt >= published.ActiveSince))
            {
                yield return Start(meeting, published, new Occasion(kind, wish.Again!.N), wish.ReceivedAt);
            }
        }
    }

    // Only titles and links change again and again. Of all else the poll can tell that it is there, but not with what data a webhook came.
    private static bool IsEach(PublishedRecipe published, OccasionKind kind) =>
        published.Recipe.When.Each && kind is (OccasionKind.Updated or OccasionKind.Shared);

    private static Run Start(Meeting meeting, PublishedRecipe published, Occasion occasion, DateTimeOffset opened) => new(
        meeting.Key,
        published.Recipe.Id,
        published.Version,
        occasion,
        opened,
        opened + published.Recipe.When.Deadline,
        RunState.Waiting);
}

/// <summary>What joining writes in one batch.</summary>
/// <param name="Meeting">The meeting, with all its events counted as joined.</param>
/// <param name="Runs">The runs that start.</param>
public sealed record Join(Meeting Meeting, IReadOnlyList<Run> Runs);
