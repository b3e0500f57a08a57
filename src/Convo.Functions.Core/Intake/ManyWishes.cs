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
        var found = new List<FoundRun>();
        string? cursor = null;
        var looked = 0;

        do
        {
            (var meetings, cursor) = await reads.ListAsync(cursor, PageSize, cancellation);
            looked += PageSize;

            // One for each recipe and kind: two wishes of a meeting would say the same twice.
            found.AddRange(meetings.Where(meeting => meeting.Meeting!.DeletedAt is null).SelectMany(NotWished)
                .Where(one => one.Run.State == state && (recipe is null || one.Run.Recipe == recipe) && (since is null || one.Run.OpenedAt >= since))
                .DistinctBy(one => (one.Run.Meeting, one.Run.Recipe, one.Run.Occasion.Kind)));

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
    public async Task<(int Started, AgainAnswer.Not? First)> StartAsync(IReadOnlyList<FoundRun> runs, string by, CancellationToken cancellation)
    {
        var started = 0;
        AgainAnswer.Not? first = null;

        foreach (var run in runs)
        {
            var answer = await wishes.RunAgainAsync(run.Run.Id, by, run.Wishes, cancellation);
            started += answer is AgainAnswer.Started ? 1 : 0;
            first ??= answer as AgainAnswer.Not;
        }

        return (started, first);
    }

    // A wish that has not become a run yet is one all the same: a second click must not double it.
    private static IEnumerable<FoundRun> NotWished(MeetingSnapshot meeting) => meeting.CountingRuns
        .Select(run => new FoundRun(run, Wishes.WishesFor(meeting, run)))
        .Where(one => one.Wishes <= meeting.Runs.Count(
            other => other.Recipe == one.Run.Recipe && other.Occasion.Kind == one.Run.Occasion.Kind && other.Occasion.IsAgain));
}

/// <summary>Runs that were found.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="More">Whether there are, or may be, more of them.</param>
public sealed record FoundRuns(IReadOnlyList<FoundRun> Runs, bool More);

/// <summary>A run that was found.</summary>
/// <param name="Run">The run.</param>
/// <param name="Wishes">How often it was wished for until then that its recipe runs again: who starts it later than somebody else starts nothing.</param>
public sealed record FoundRun(Run Run, int Wishes);
