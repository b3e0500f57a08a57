namespace Convo.Client;

/// <summary>The names of the eleven documented events (API documentation, "Webhooks", "Events"). Others may come; names stay text for that reason.</summary>
public static class ConvoEventNames
{
    /// <summary>A conversation exists; whether at its start or end is not documented.</summary>
    public const string ConversationCreated = "conversation.created";

    /// <summary>Its title changed.</summary>
    public const string ConversationUpdated = "conversation.updated";

    /// <summary>Its key points are stored; the event that Convo recommends to wait for.</summary>
    public const string KeypointsReady = "conversation.keypoints.ready";

    /// <summary>Its summary is stored: the sections of the same key points.</summary>
    public const string SummaryReady = "conversation.summary.ready";

    /// <summary>Its action items are stored: of the same key points.</summary>
    public const string ActionItemsReady = "conversation.action_items.ready";

    /// <summary>Its feedback is stored.</summary>
    public const string FeedbackReady = "conversation.feedback.ready";

    /// <summary>It was made public.</summary>
    public const string ConversationShared = "conversation.shared";

    /// <summary>It was deleted.</summary>
    public const string ConversationDeleted = "conversation.deleted";

    /// <summary>Its transcript is stored.</summary>
    public const string TranscriptReady = "transcript.ready";

    /// <summary>Its transcript could not be made.</summary>
    public const string TranscriptFailed = "transcript.failed";

    /// <summary>A test delivery.</summary>
    public const string WebhookTest = "webhook.test";

    /// <summary>All eleven, in the documentation's order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ConversationCreated, ConversationUpdated, KeypointsReady, SummaryReady, ActionItemsReady, FeedbackReady,
        ConversationShared, ConversationDeleted, TranscriptReady, TranscriptFailed, WebhookTest,
    ];
}
