using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Forecasting;

/// <summary>Forecasts what recipes will cost, from the meetings of the last 30 days. Asks nobody and spends nothing.</summary>
public sealed class Forecasts(MeetingReads reads, IFactSource source, TimeProvider clock)
{
    private const int PageSize = 50;

    // Enough to tell what a meeting costs; an account with more of them is counted by its rate.
    private const int MostMeetings = 500;

    /// <summary>What a recipe is likely to cost a month.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="meetings">A number of meetings a month to take instead of the account's; null for the account's.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Forecast> OfAsync(Recipe recipe, int? meetings, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return Forecast.Of(recipe, PastMeetings.Of(await ReadAsync(now - TimeSpan.FromDays(Forecast.Days), cancellation), now), meetings, source.LifeOf);
    }

    private async Task<IReadOnlyList<MeetingSnapshot>> ReadAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var found = new List<MeetingSnapshot>();
        string? cursor = null;

        do
        {
            (var page, cursor) = await reads.ListAsync(cursor, PageSize, cancellation);
            found.AddRange(page.Where(meeting => meeting.Meeting!.FirstSeen >= since));

            if (page.Any(meeting => meeting.Meeting!.FirstSeen < since))
            {
                break;
            }
        }
        while (cursor is not null && found.Count < MostMeetings);

        return found;
    }
}
