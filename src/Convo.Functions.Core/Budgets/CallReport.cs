using Convo.Functions.Core.Accounts;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// What Convo said about the hour with one answer (API documentation, "Rate Limits": <c>X-RateLimit-*</c>, and <c>Retry-After</c> with a 429).
/// </summary>
/// <param name="At">When it was said.</param>
/// <param name="Limit">Calls an hour; null where it wasn't said.</param>
/// <param name="Remaining">Calls left, over all keys of the user; null where it wasn't said.</param>
/// <param name="ClosedUntil">Until when Convo wants no call, after a refused one; null where none was refused.</param>
public sealed record CallReport(DateTimeOffset At, int? Limit, int? Remaining, DateTimeOffset? ClosedUntil)
{
    /// <summary>What the answer says of the account as such; null where it says nothing of it.</summary>
    public AccountVerdict? Verdict { get; init; }
}
