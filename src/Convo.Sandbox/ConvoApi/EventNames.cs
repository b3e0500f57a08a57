using System.Collections.Frozen;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The eleven event names that Convo documents.</summary>
internal static class EventNames
{
    public const string Created = "conversation.created";
    public const string Updated = "conversation.updated";
    public const string KeypointsReady = "conversation.keypoints.ready";
    public const string SummaryReady = "conversation.summary.ready";
    public const string ActionItemsReady = "conversation.action_items.ready";
    public const string FeedbackReady = "conversation.feedback.ready";
    public const string Shared = "conversation.shared";
    public const string Deleted = "conversation.deleted";
    public const string TranscriptReady = "transcript.ready";
    public const string TranscriptFailed = "transcript.failed";
    public const string Test = "webhook.test";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Created, Updated, KeypointsReady, SummaryReady, ActionItemsReady, FeedbackReady, Shared, Deleted, TranscriptReady, TranscriptFailed, Test);

    /// <summary>The three events that describe one key-points document.</summary>
    public static readonly IReadOnlyList<string> Ready = [KeypointsReady, SummaryReady, ActionItemsReady];
}
