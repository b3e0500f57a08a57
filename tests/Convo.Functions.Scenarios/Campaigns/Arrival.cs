namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>A delivery of Convo that reached the product's front door.</summary>
/// <param name="At">When, by the campaign's clock.</param>
/// <param name="Event">Convo's name of the event.</param>
/// <param name="Conversation">What it was about; empty where it was about none.</param>
/// <param name="Data">Its data, as they came.</param>
/// <param name="Body">The hash of its bytes, by which a copy is known.</param>
/// <param name="Status">What the product answered; 503 where it could not be reached.</param>
/// <param name="Instance">Which instance answered.</param>
internal sealed record Arrival(DateTimeOffset At, string Event, string Conversation, string Data, string Body, int Status, int Instance)
{
    /// <summary>Whether the product took it in, and so must never lose it.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    public bool IsReady => Event is "conversation.keypoints.ready" or "conversation.summary.ready" or "conversation.action_items.ready";
}
