namespace Convo.Functions.Core.Accounts;

/// <summary>
/// The AI generations of an account's month, as Convo's profile told them last (API documentation, "User profile": <c>apiUsage.aiGenerations</c>). All
/// recipes of the account draw on it, and so does who generates in Convo itself: it is what Convo said, never a count of ours.
/// </summary>
/// <param name="Used">How many were used; null where it wasn't said.</param>
/// <param name="Limit">How many there are a month; null means without limit where the quota <see cref="IsKnown"/>.</param>
/// <param name="Remaining">How many are left; null means without limit where the quota <see cref="IsKnown"/>.</param>
/// <param name="ResetsAt">When the count begins anew; null where it wasn't said.</param>
/// <param name="ReadAt">When that was read; null where it never was, and only <see cref="ExhaustedUntil"/> says something.</param>
public sealed record AiQuota(int? Used, int? Limit, int? Remaining, DateTimeOffset? ResetsAt, DateTimeOffset? ReadAt)
{
    // A month and some days: a time further ahead was told by a clock that was wrong, and waiting for it would stop all generations.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(35);

    /// <summary>Until when no generation is asked for, because Convo said that none is left; null where it said nothing of the kind.</summary>
    public DateTimeOffset? ExhaustedUntil { get; init; }

    /// <summary>Whether Convo has told it at all.</summary>
    public bool IsKnown => ReadAt is not null;

    /// <summary>Whether the plan has no limit (Enterprise).</summary>
    public bool IsUnlimited => IsKnown && Limit is null && Remaining is null;

    /// <summary>The quota of an account whose profile was never read.</summary>
    public static AiQuota Unknown { get; } = new(null, null, null, null, null);

    /// <summary>Whether none is to be asked for at a moment.</summary>
    public bool IsExhausted(DateTimeOffset now) => ExhaustedUntil is { } until && until > now && until <= now + LongestWait;

    /// <summary>How many are left at a moment, as far as it was told; null where there is no limit, or where nobody knows.</summary>
    public int? LeftAt(DateTimeOffset now) => (IsExhausted(now), ResetsAt <= now) switch
    {
        (true, _) => 0,
        (_, true) => Limit,
        _ => Remaining,
    };
}
