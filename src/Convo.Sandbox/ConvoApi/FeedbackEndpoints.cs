using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Feedback: stored (free) and generated (a credit, unless the stored one is given back).</summary>
internal sealed class FeedbackEndpoints(Stage stage)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/conversations/{id}/feedback", StoredAsync);
        api.MapPost("/conversations/{id}/feedback", GenerateAsync);
    }

    private static Task StoredAsync(HttpContext context)
    {
        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        // The same status and code as above: Convo's 404 does not tell the two apart.
        return conversation.Feedback is { } feedback
            ? AnswerAsync(context, conversation, feedback, cached: null)
            : ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Feedback not found"));
    }

    private async Task GenerateAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.GenerationRequest);
        if (error is not null)
        {
            await ConvoAnswer.RefuseAsync(context, error);
            return;
        }

        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
            return;
        }

        if (conversation.Feedback is { } stored && request?.ForceRefresh != true)
        {
            await AnswerAsync(context, conversation, stored, cached: true);
            return;
        }

        if (conversation.Segments.Count < FeedbackDigest.FewestSegments)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Validation(
                $"Feedback needs a transcript of at least {FeedbackDigest.FewestSegments} segments; this one has {conversation.Segments.Count}"));
            return;
        }

        var account = ConvoGate.AccountOf(context);
        if (!account.Credits.TryUse())
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.AiLimitExceeded());
            return;
        }

        var generated = stage.GiveFeedback(account, conversation, conversation.Feedback?.Document);
        stage.Announce(account, conversation, EventNames.FeedbackReady);
        await AnswerAsync(context, conversation, generated, cached: false);
    }

    private static Task AnswerAsync(HttpContext context, Conversation conversation, StoredFeedback feedback, bool? cached) =>
        ConvoAnswer.WriteAsync(
            context,
            new Envelope<FeedbackAnswer>(conversation.ToAnswer(feedback, ConvoGate.AccountOf(context).Shapes, cached)),
            ConvoJson.Wire.EnvelopeFeedbackAnswer);
}
