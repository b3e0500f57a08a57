using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Feedback; it needs a transcript of some length.</summary>
internal sealed class FeedbackEndpoints(Stage stage) : GeneratedEndpoints<StoredFeedback>("feedback", "Feedback")
{
    protected override StoredFeedback? Of(Conversation conversation) => conversation.Feedback;

    protected override ConvoError? Hindrance(Conversation conversation) => conversation.Segments.Count < FeedbackDigest.FewestSegments
        ? ConvoError.Validation(
            $"Feedback needs a transcript of at least {FeedbackDigest.FewestSegments} segments; this one has {conversation.Segments.Count}")
        : null;

    protected override StoredFeedback Generate(ConvoAccount account, Conversation conversation)
    {
        var generated = stage.GiveFeedback(account, conversation, conversation.Feedback?.Document);
        stage.Announce(account, conversation, EventNames.FeedbackReady);
        return generated;
    }

    protected override Task AnswerAsync(HttpContext context, Conversation conversation, StoredFeedback stored, bool? cached) =>
        ConvoAnswer.WriteAsync(
            context,
            new Envelope<FeedbackAnswer>(conversation.ToAnswer(stored, ConvoGate.AccountOf(context).Shapes, cached)),
            ConvoJson.Wire.EnvelopeFeedbackAnswer);
}
