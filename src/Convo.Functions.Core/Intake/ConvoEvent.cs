using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Intake;

/// <summary>One event of Convo, read from a body: <c>{event, data, timestamp}</c> (docs page "Webhooks").</summary>
/// <param name="Name">The name as sent, such as <c>conversation.keypoints.ready</c>.</param>
/// <param name="ConversationId">Convo's own id: any text of 1 to 512 characters; never a key or a path of ours as it is.</param>
/// <param name="Kind">The occasion it opens; null for an event that we don't know: stored, no run.</param>
/// <param name="Timestamp">When Convo says it happened.</param>
/// <param name="Data">The known fields of <c>data</c> (title, counts, score, link, error) for the facts <c>event.*</c>.</param>
public sealed record ConvoEvent(string Name, string ConversationId, OccasionKind? Kind, DateTimeOffset Timestamp, FactValue.Group Data)
{
    /// <summary>Whole minutes between <see cref="Timestamp"/> and its arrival; 0 where it came within one.</summary>
    public int LateMinutes { get; init; }
}
