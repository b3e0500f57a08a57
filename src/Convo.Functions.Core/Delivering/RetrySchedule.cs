namespace Convo.Functions.Core.Delivering;

/// <summary>When to try again: 12 attempts over at least 75 hours, each gap spread by 20 % either way. Pure; the dice are given.</summary>
public static class RetrySchedule
{
    /// <summary>The most attempts.</summary>
    public static int MostAttempts => Gaps.Length + 1;

    private const double Spread = 0.2;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    // The gaps sum to 94 h 43 min, so that they are at least 75 h when every one is at its shortest.
    private static readonly TimeSpan[] Gaps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(18), TimeSpan.FromHours(27), TimeSpan.FromHours(37),
    ];

    /// <summary>The time of the next attempt, or null when there have been enough.</summary>
    /// <param name="attempts">How many there were, from 1.</param>
    /// <param name="now">The time of the last one.</param>
    /// <param name="retryAfter">When the destination said to come back: believed between one gap and the longer of two gaps and an hour.</param>
    /// <param name="dice">From 0 up to 1.</param>
    public static DateTimeOffset? Next(long attempts, DateTimeOffset now, DateTimeOffset? retryAfter, double dice)
    {
        if (attempts > Gaps.Length)
        {
            return null;
        }

        var gap = Gaps[Math.Max(attempts, 1) - 1] * (1 - Spread + (2 * Spread * dice));

        if (retryAfter is not { } wanted)
        {
            return now + gap;
        }

        var longest = gap * 2 > LongestRetryAfter ? gap * 2 : LongestRetryAfter;
        var wait = wanted - now;
        return now + (wait < gap ? gap : wait > longest ? longest : wait);
    }
}
