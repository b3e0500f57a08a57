namespace Convo.Sandbox.Meetings;

/// <summary>The documented types of a feedback document, every member but the score optional; used to check what was played and to write a digest.</summary>
internal sealed record FeedbackShape(
    double? OverallScore,
    FeedbackShape.Priority? TopPriority,
    IReadOnlyDictionary<string, double>? CategoryScores,
    IReadOnlyList<FeedbackShape.Remark?>? Strengths,
    IReadOnlyList<FeedbackShape.Remark?>? GrowthAreas,
    double? TalkListenRatio,
    IReadOnlyList<string?>? ActionPlan)
{
    /// <summary>The one thing to work on.</summary>
    internal sealed record Priority(string? Focus, string? Quote, string? Reason, string? Alternative);

    /// <summary>A strength (with a quote) or a growth area (with a suggestion); the timestamp is a clock time such as 08:44.</summary>
    internal sealed record Remark(string? Category, string? Description, string? Suggestion, string? Timestamp, string? Quote);
}
