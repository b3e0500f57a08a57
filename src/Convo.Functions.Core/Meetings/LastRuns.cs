namespace Convo.Functions.Core.Meetings;

/// <summary>The last run of each recipe. Rows are kept by meeting, so the newest meetings are looked through; how many is bounded.</summary>
public sealed class LastRuns(MeetingReads reads)
{
    /// <summary>How many meetings are looked through at most.</summary>
    public const int MostMeetings = 100;

    private const int PageSize = 20;

    /// <summary>The last runs of these recipes, as far as they are among the newest meetings.</summary>
    public async Task<IReadOnlyDictionary<string, (Run Run, MeetingSnapshot Meeting)>> FindAsync(
        IReadOnlySet<string> recipes, CancellationToken cancellation)
    {
        var found = new Dictionary<string, (Run Run, MeetingSnapshot Meeting)>(StringComparer.Ordinal);
        string? cursor = null;

        for (var looked = 0; looked < MostMeetings && found.Count < recipes.Count; looked += PageSize)
        {
            (var meetings, cursor) = await reads.ListAsync(cursor, PageSize, cancellation);

            var runs = meetings.SelectMany(meeting => meeting.Runs, (meeting, run) => (run, meeting)).Where(one => recipes.Contains(one.run.Recipe));

            foreach (var one in runs.OrderByDescending(one => one.run.OpenedAt))
            {
                found.TryAdd(one.run.Recipe, one);
            }

            if (cursor is null)
            {
                break;
            }
        }

        return found;
    }
}
