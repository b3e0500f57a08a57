using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// Runs what failed again, many at once: after a channel was renamed or a token was changed. Nobody starts more than was counted before, and never more than
/// <see cref="Most"/>; what was started goes the way of every other run, paced as they are, and switching the recipe off cancels what has not gone out.
/// </summary>
public sealed class ManyWishes(MeetingReads reads, Wishes wishes)
{
    /// <summary>How many runs are started at once at most.</summary>
    public const int Most = 100;

    private const int PageSize = 50;
    private const int MostMeetings = 1_000;

    /// <summary>The runs that a wish means, newest meetings first: those that count, in the state, of the recipe.</summary>
    public async Task<FoundRuns> FindAsync(RunState state, string? recipe, DateTimeOffset? since, CancellationToken cancellation)
    {
        var found = new List<string>();
        string? cursor = null;
        var looked = 0;

        do
        {
            (var meetings, cursor) = await reads.ListAsync(cursor, PageSize, cancellation);
            looked += PageSize;

            foreach (var run in meetings.Where(meeting => meeting.Meeting!.DeletedAt is null).SelectMany(NotWished)
                .Where(run => run.State == state && (recipe is null || run.Recipe == recipe) && (since is null || run.OpenedAt >= since)))
            {
                found.Add(run.Id);
            }

            if (found.Count > Most)
            {
                return new FoundRuns([.. found.Take(Most)], More: true);
            }
        }
        while (cursor is not null && looked < MostMeetings);

        return new FoundRuns(found, More: cursor is not null);
    }

    /// <summary>Starts them. One that can't be run again is passed over.</summary>
    /// <returns>How many were started, and why the first of the others was not.</returns>
    public async Task<(int Started, AgainAnswer.Not? First)> StartAsync(IReadOnlyList<string> runs, string by, CancellationToken cancellation)
    {
        var started = 0;
        AgainAnswer.Not? first = null;

        foreach (var run in runs)
        {
            var answer = await wishes.RunAgainAsync(run, by, cancellation);
            started += answer is AgainAnswer.Started ? 1 : 0;
            first ??= answer as AgainAnswer.Not;
        }

        return (started, first);
    }

    // A wish that has not become a run yet is one all the same: a second click must not double it.
    private static IEnumerable<Run> NotWished(MeetingSnapshot meeting) => meeting.CountingRuns.Where(run =>
        meeting.Events.Count(happened => happened.Again?.Recipe == run.Recipe && happened.Kind == run.Occasion.Kind)
            <= meeting.Runs.Count(other => other.Recipe == run.Recipe && other.Occasion.Kind == run.Occasion.Kind && other.Occasion.IsAgain));
}

/// <summary>Runs that were found.</summary>
/// <param name="Ids">Their ids.</param>
/// <param name="More">Whether there are, or may be, more of them.</param>
public sealed record FoundRuns(IReadOnlyList<string> Ids, bool More);
