using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>One recorded meeting in the account. Its title, its documents and its state can change after it was made.</summary>
internal sealed class Conversation(string id, string title, DateTimeOffset start, TimeSpan length, IReadOnlyList<TranscriptSegment> segments)
{
    private volatile StoredKeypoints? keypoints;
    private volatile StoredFeedback? feedback;
    private volatile string title = title;
    private volatile string? shareUrl;
    private volatile string? transcriptError;
    private volatile bool isDeleted;

    public string Id => id;

    public string Title
    {
        get => title;
        set => title = value;
    }

    public DateTimeOffset Start => start;

    public TimeSpan Length => length;

    /// <summary>What was said; nothing while there is no transcript.</summary>
    public IReadOnlyList<TranscriptSegment> Segments => transcriptError is null ? segments : [];

    /// <summary>How much there is to transcribe, transcript or not.</summary>
    public int Spoken => segments.Count;

    /// <summary>Why there is no transcript; null where there is one.</summary>
    public string? TranscriptError
    {
        get => transcriptError;
        set => transcriptError = value;
    }

    public string? LinkedCalendarEventId { get; init; }

    /// <summary>The stored key points; null as long as none were generated.</summary>
    public StoredKeypoints? Keypoints
    {
        get => keypoints;
        set => keypoints = value;
    }

    /// <summary>The stored feedback; null as long as none was generated.</summary>
    public StoredFeedback? Feedback
    {
        get => feedback;
        set => feedback = value;
    }

    /// <summary>The public address; null as long as it was not shared. It stays the same once there is one.</summary>
    public string? ShareUrl
    {
        get => shareUrl;
        set => shareUrl = value;
    }

    /// <summary>Whether it was deleted: it leaves the list and every read, and only the control API brings it back.</summary>
    public bool IsDeleted
    {
        get => isDeleted;
        set => isDeleted = value;
    }

    /// <summary>The length as the API gives it: whole minutes.</summary>
    public double Minutes => Math.Round(length.TotalMinutes);

    public ConversationItem ToItem(ConvoShapes shapes) => new(
        id,
        Title,
        shapes.Time(start),
        shapes.Time(start + length),
        Minutes,
        Segments.Count,
        shapes.LinkedCalendarEventId ? DocumentShapes.Written(LinkedCalendarEventId) : null);

    public KeypointsAnswer ToAnswer(StoredKeypoints keypoints, ConvoShapes shapes, bool? cached) =>
        new(id, Title, DocumentShapes.Keypoints(keypoints.Document.Json, shapes), shapes.Time(keypoints.CreatedAt), cached);

    public FeedbackAnswer ToAnswer(StoredFeedback feedback, ConvoShapes shapes, bool? cached) => new(
        id,
        DocumentShapes.Feedback(feedback.Document.Json, shapes),
        feedback.Document.OverallScore,
        feedback.Speaker,
        shapes.Time(feedback.CreatedAt),
        cached);
}

/// <summary>A key-points document and when it was generated.</summary>
internal sealed record StoredKeypoints(KeypointsDocument Document, DateTimeOffset CreatedAt);

/// <summary>A feedback document, which speaker of the transcript it is about (null where nobody knows), and when it was generated.</summary>
internal sealed record StoredFeedback(FeedbackDocument Document, string? Speaker, DateTimeOffset CreatedAt);
