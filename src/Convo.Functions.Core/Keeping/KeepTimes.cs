using System.ComponentModel.DataAnnotations;

namespace Convo.Functions.Core.Keeping;

/// <summary>
/// How long each kind of what is stored is kept. What was said goes first; what only tells that something happened stays longer, because without it nobody
/// could say whether a meeting got out, nor know a copy of an event as one.
/// </summary>
public sealed record KeepTimes : IValidatableObject
{
    /// <summary>The shortest time for <see cref="History"/>: copies of events are known by it that long.</summary>
    public static readonly TimeSpan ShortestHistory = TimeSpan.FromDays(90);

    /// <summary>Raw events, rendered messages, drafts and answers of Convo, after a meeting's work is done. Default 72 hours; zero is allowed.</summary>
    public TimeSpan Content { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Titles of meetings, after their work is done: the lists show them that long. Default 72 hours; zero is allowed.</summary>
    public TimeSpan Titles { get; init; } = TimeSpan.FromHours(72);

    /// <summary>
    /// Events (their hashes), runs, deliveries and tombstones, from when a meeting was first heard of. Default 400 days; at least 90. What is still open stays.
    /// </summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Signed bodies that nobody could read, and that they came. Default 30 days.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Who changed what. Default two years; whole months are removed.</summary>
    public TimeSpan Audit { get; init; } = TimeSpan.FromDays(730);

    /// <summary>The times as the heads' settings give them.</summary>
    /// <param name="contentHours">For what was said.</param>
    /// <param name="titleHours">For titles; null for as long as what was said.</param>
    /// <param name="historyDays">For what happened.</param>
    /// <param name="auditDays">For who changed what.</param>
    public static KeepTimes Of(int contentHours, int? titleHours, int historyDays, int auditDays) => new()
    {
        Content = TimeSpan.FromHours(contentHours),
        Titles = TimeSpan.FromHours(titleHours ?? contentHours),
        History = TimeSpan.FromDays(historyDays),
        Audit = TimeSpan.FromDays(auditDays),
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Content < TimeSpan.Zero || Titles < TimeSpan.Zero)
        {
            yield return new ValidationResult(
                "Content and titles can't be kept for less than no time, for example Content=3.00:00:00.", [nameof(Content), nameof(Titles)]);
        }

        if (History < ShortestHistory)
        {
            yield return new ValidationResult(
                $"History must be kept for at least {ShortestHistory.TotalDays:0} days: by it a copy of an event is known as one.", [nameof(History)]);
        }

        if (Quarantine <= TimeSpan.Zero || Audit <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Quarantine and audit must be kept for some time, for example 30 days.", [nameof(Quarantine), nameof(Audit)]);
        }
    }
}
