namespace Convo.Functions.Web.Api;

/// <summary>How the account behind a connection to Convo stands.</summary>
/// <param name="Owner">Whose account it is; null where Convo didn't say, or was not asked yet.</param>
/// <param name="Tier">The plan as Convo writes it, such as <c>starter</c>; null where it isn't known.</param>
/// <param name="Status">How the subscription stands, such as <c>active</c>; null where it isn't known.</param>
/// <param name="TierBefore">The plan before the last change; null where none was seen.</param>
/// <param name="TierChangedAt">When that change was noticed.</param>
/// <param name="ReadAt">When Convo was asked last; null where it never answered.</param>
/// <param name="Ai">The AI generations; null where they aren't known.</param>
/// <param name="Stopped">Why nothing is asked of it; null while it works.</param>
public sealed record AccountStateAnswer(
    string? Owner,
    string? Tier,
    string? Status,
    string? TierBefore,
    DateTimeOffset? TierChangedAt,
    DateTimeOffset? ReadAt,
    AiQuotaAnswer? Ai,
    AccountStopAnswer? Stopped)
{
    /// <summary>After a try that found nobody: why; else null.</summary>
    public string? Trouble { get; init; }
}

/// <summary>The AI generations of an account, for all recipes together.</summary>
/// <param name="IsUnlimited">Whether the plan has no limit.</param>
/// <param name="Used">How many were used this month.</param>
/// <param name="Limit">How many there are a month; null without limit.</param>
/// <param name="Remaining">How many are left; null without limit.</param>
/// <param name="ResetsAt">When Convo counts anew.</param>
/// <param name="ExhaustedUntil">Until when none is asked for, because Convo has none left; null while it has.</param>
public sealed record AiQuotaAnswer(bool IsUnlimited, int? Used, int? Limit, int? Remaining, DateTimeOffset? ResetsAt, DateTimeOffset? ExhaustedUntil);

/// <summary>Why nothing is asked of an account.</summary>
/// <param name="Kind"><c>key-refused</c> or <c>plan-too-low</c>.</param>
/// <param name="Reason">What happened.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Since">Since when.</param>
/// <param name="TriedAgainAt">When it is tried again by itself.</param>
public sealed record AccountStopAnswer(string Kind, string Reason, string Advice, DateTimeOffset Since, DateTimeOffset TriedAgainAt);
