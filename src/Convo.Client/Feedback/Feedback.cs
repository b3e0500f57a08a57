namespace Convo.Client;

/// <summary>Feedback on how the account's owner communicated, with what belongs to it.</summary>
public sealed record FeedbackDocument
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The feedback; empty when Convo gave none.</summary>
    public Feedback Feedback { get; init => field = value ?? new(); } = new();

    /// <summary>The overall score once more, the same as inside the feedback.</summary>
    public double? OverallScore { get; init; }

    /// <summary>Which speaker of the transcript is the account's owner; null when not given.</summary>
    public string? UserSpeakerName { get; init; }

    /// <summary>When it was generated, in UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether a generating call gave a stored result and so cost nothing; null on a plain read.</summary>
    public bool? Cached { get; init; }
}

/// <summary>What the AI says about how somebody communicated. Every member may be missing; all text is untrusted.</summary>
public sealed record Feedback
{
    /// <summary>The overall score, 8.5 in the samples and so presumably 0 to 10.</summary>
    public double? OverallScore { get; init; }

    /// <summary>The one thing to work on; only in the newest shape.</summary>
    public FeedbackPriority? TopPriority { get; init; }

    /// <summary>Scores by subject; null when not given.</summary>
    public FeedbackScores? CategoryScores { get; init; }

    /// <summary>What went well.</summary>
    public IReadOnlyList<FeedbackStrength> Strengths { get; init => field = Tolerant.List(value); } = [];

    /// <summary>What could go better.</summary>
    public IReadOnlyList<FeedbackGrowthArea> GrowthAreas { get; init => field = Tolerant.List(value); } = [];

    /// <summary>As reported, without a documented unit: 45 in one generation of the documentation, 0.62 in the other. Do not compare the two.</summary>
    public double? TalkListenRatio { get; init; }

    /// <summary>Steps to take.</summary>
    public IReadOnlyList<string> ActionPlan { get; init => field = Tolerant.List(value); } = [];
}

/// <summary>The one thing to work on.</summary>
public sealed record FeedbackPriority
{
    /// <summary>What to work on.</summary>
    public string? Focus { get; init; }

    /// <summary>What was said.</summary>
    public string? Quote { get; init; }

    /// <summary>Why it matters.</summary>
    public string? Reason { get; init; }

    /// <summary>What could have been said instead.</summary>
    public string? Alternative { get; init; }
}

/// <summary>Scores by subject; whole numbers in one generation of the documentation, fractions in the other.</summary>
public sealed record FeedbackScores
{
    /// <summary>Clarity.</summary>
    public double? Clarity { get; init; }

    /// <summary>Listening.</summary>
    public double? Listening { get; init; }

    /// <summary>Keeping time.</summary>
    public double? TimeManagement { get; init; }

    /// <summary>Working together.</summary>
    public double? Collaboration { get; init; }

    /// <summary>Coming to decisions.</summary>
    public double? DecisionMaking { get; init; }
}

/// <summary>Something that went well.</summary>
public sealed record FeedbackStrength
{
    /// <summary>The subject, in free spelling ("Clarity" or "clarity").</summary>
    public string? Category { get; init; }

    /// <summary>What went well.</summary>
    public string? Description { get; init; }

    /// <summary>A clock time "HH:MM" without zone or date. Not ISO 8601: a date parser would make it today.</summary>
    public string? Timestamp { get; init; }

    /// <summary>What was said.</summary>
    public string? Quote { get; init; }
}

/// <summary>Something that could go better.</summary>
public sealed record FeedbackGrowthArea
{
    /// <summary>The subject, in free spelling ("Pacing" or "listening").</summary>
    public string? Category { get; init; }

    /// <summary>What happened.</summary>
    public string? Description { get; init; }

    /// <summary>What to try.</summary>
    public string? Suggestion { get; init; }

    /// <summary>A clock time "HH:MM" without zone or date. Not ISO 8601: a date parser would make it today.</summary>
    public string? Timestamp { get; init; }
}
