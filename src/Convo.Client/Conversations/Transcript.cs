namespace Convo.Client;

/// <summary>The whole transcript of a conversation; it comes in one piece.</summary>
public sealed record Transcript
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What was said, in Convo's order.</summary>
    public IReadOnlyList<TranscriptSegment> Segments { get; init => field = Tolerant.List(value); } = [];
}

/// <summary>One stretch of speech.</summary>
public sealed record TranscriptSegment
{
    /// <summary>What was said. Untrusted text.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Who said it: a real name, or only "You" or "Participant"; null when not given.</summary>
    public string? Speaker { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
