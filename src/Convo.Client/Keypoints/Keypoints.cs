namespace Convo.Client;

/// <summary>Key points with what belongs to them, as stored or generated.</summary>
public sealed record KeypointsDocument
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The conversation's title. Untrusted text.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>The key points; empty ones when Convo gave none.</summary>
    public Keypoints Keypoints { get; init => field = value ?? new(); } = new();

    /// <summary>When they were generated, in UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether a generating call gave a stored result and so cost nothing; null on a plain read.</summary>
    public bool? Cached { get; init; }
}

/// <summary>What the AI took from a conversation. Every member may be missing (the vendor's own client allows for it); all text is untrusted.</summary>
public sealed record Keypoints
{
    /// <summary>A title of their own; missing in the oldest shape.</summary>
    public string? Title { get; init; }

    /// <summary>The summary in sections.</summary>
    public IReadOnlyList<KeypointsSection> Sections { get; init => field = Tolerant.List(value); } = [];

    /// <summary>What was decided.</summary>
    public IReadOnlyList<string> Decisions { get; init => field = Tolerant.List(value); } = [];

    /// <summary>What is to be done.</summary>
    public IReadOnlyList<ActionItem> ActionItems { get; init => field = Tolerant.List(value); } = [];

    /// <summary>Names of people present or merely mentioned; also "You" and "Participant".</summary>
    public IReadOnlyList<string> Participants { get; init => field = Tolerant.List(value); } = [];

    /// <summary>Dates that were named.</summary>
    public IReadOnlyList<ImportantDate> ImportantDates { get; init => field = Tolerant.List(value); } = [];
}

/// <summary>One section of the summary.</summary>
public sealed record KeypointsSection
{
    /// <summary>The heading.</summary>
    public string Heading { get; init => field = value ?? ""; } = "";

    /// <summary>The points under it.</summary>
    public IReadOnlyList<string> Points { get; init => field = Tolerant.List(value); } = [];
}

/// <summary>A date that was named in the conversation.</summary>
public sealed record ImportantDate
{
    /// <summary>The date as Convo wrote it: YYYY-MM-DD in all samples, but free text is possible. No time zone.</summary>
    public string Date { get; init => field = value ?? ""; } = "";

    /// <summary>What it is about.</summary>
    public string Context { get; init => field = value ?? ""; } = "";
}
