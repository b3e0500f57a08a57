using Convo.Functions.Core.Budgets;

namespace Convo.Functions.Core.Polling;

/// <summary>How often the list is read. Pure.</summary>
public static class PollPace
{
    /// <summary>
    /// How far back each reading looks before the last complete one: <c>since</c> is vague, long meetings appear late, rows hide while pages move.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>The shortest time between two readings: the heads ring at this interval.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    // A reading that finds nothing is the usual one, so they may take this much of the hour's calls.
    private const double ShareOfTheHour = 0.06;

    /// <summary>
    /// The time to the next reading: 10 minutes at 100 calls an hour (Starter), 5 at 500 and more; twice as long while the poll has less than half of
    /// the hour left.
    /// </summary>
    /// <param name="limit">The account's calls an hour.</param>
    /// <param name="room">How many of them the poll could still make.</param>
    public static TimeSpan Next(int limit, int room)
    {
        var isScarce = room * 2 < limit * CallUse.Poll.Ceiling();
        var interval = TimeSpan.FromHours(1) / Math.Max(1, limit * ShareOfTheHour) * (isScarce ? 2 : 1);
        return interval < Shortest ? Shortest : interval > Longest ? Longest : interval;
    }
}
