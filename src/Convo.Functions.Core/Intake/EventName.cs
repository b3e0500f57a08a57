using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Intake;

/// <summary>Convo's event names (docs page "Webhooks", table of events) and the occasions that they open.</summary>
public static class EventName
{
    /// <summary>Convo's test call.</summary>
    public const string Test = "webhook.test";

    private static readonly (string Name, OccasionKind Kind)[] Known =
    [
        ("conversation.keypoints.ready", OccasionKind.Summary),
        ("conversation.summary.ready", OccasionKind.Summary),
        ("conversation.action_items.ready", OccasionKind.Summary),
        ("conversation.feedback.ready", OccasionKind.Feedback),
        ("transcript.ready", OccasionKind.Transcript),
        ("conversation.created", OccasionKind.Created),
        ("conversation.updated", OccasionKind.Updated),
        ("conversation.shared", OccasionKind.Shared),
        ("conversation.deleted", OccasionKind.Deleted),
        ("transcript.failed", OccasionKind.Failed),
    ];

    /// <summary>The names of all events that open an occasion.</summary>
    public static IReadOnlyList<string> OfMeetings { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The occasion that an event opens; null for the test call and for names that we don't know.</summary>
    public static OccasionKind? Kind(string name)
    {
        foreach (var known in Known)
        {
            if (known.Name == name)
            {
                return known.Kind;
            }
        }

        return null;
    }
}
