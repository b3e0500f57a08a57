using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>One recorded meeting in the account. Its title and its key points can change after it was made.</summary>
internal sealed class Conversation(string id, string title, DateTimeOffset start, TimeSpan length, IReadOnlyList<TranscriptSegment> segments)
{
    private volatile StoredKeypoints? keypoints;
    private volatile string title = title;

    public string Id => id;

    public string Title
    {
        get => title;
        set => title = value;
    }

    public DateTimeOffset Start => start;

    public IReadOnlyList<TranscriptSegment> Segments => segments;

    public string? LinkedCalendarEventId { get; init; }

    /// <summary>The stored key points; null as long as none were generated.</summary>
    public StoredKeypoints? Keypoints
    {
        get => keypoints;
        set => keypoints = value;
    }

    public ConversationItem ToItem() => new(
        id,
        Title,
        ConvoTime.Format(start),
        ConvoTime.Format(start + length),
        Math.Round(length.TotalMinutes),
        segments.Count,
        LinkedCalendarEventId);

    public KeypointsAnswer ToAnswer(StoredKeypoints keypoints, bool? cached) =>
        new(id, Title, keypoints.Document.Json, ConvoTime.Format(keypoints.CreatedAt), cached);
}

/// <summary>A key-points document and when it was generated.</summary>
internal sealed record StoredKeypoints(KeypointsDocument Document, DateTimeOffset CreatedAt);
