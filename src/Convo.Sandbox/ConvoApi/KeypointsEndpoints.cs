using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Key points.</summary>
internal sealed class KeypointsEndpoints(Stage stage, TimeProvider clock) : GeneratedEndpoints<StoredKeypoints>("keypoints", "Key points")
{
    protected override StoredKeypoints? Of(Conversation conversation) => conversation.Keypoints;

    protected override ConvoError? Hindrance(Conversation conversation) => ConversationEndpoints.Unreadable(conversation);

    protected override StoredKeypoints Generate(ConvoAccount account, Conversation conversation)
    {
        var generated = new StoredKeypoints(conversation.Keypoints?.Document ?? TranscriptDigest.Of(conversation), clock.GetUtcNow());
        conversation.Keypoints = generated;
        stage.Announce(account, conversation, EventNames.Ready);
        return generated;
    }

    protected override Task AnswerAsync(HttpContext context, Conversation conversation, StoredKeypoints stored, bool? cached) =>
        ConvoAnswer.WriteAsync(
            context,
            new Envelope<KeypointsAnswer>(conversation.ToAnswer(stored, ConvoGate.AccountOf(context).Shapes, cached)),
            ConvoJson.Wire.EnvelopeKeypointsAnswer);
}
