using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Key points: stored (free) and generated (a credit, unless the stored ones are given back).</summary>
internal sealed class KeypointsEndpoints(Stage stage, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/conversations/{id}/keypoints", StoredAsync);
        api.MapPost("/conversations/{id}/keypoints", GenerateAsync);
    }

    private static Task StoredAsync(HttpContext context)
    {
        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        // The same status and code as above: Convo's 404 does not tell the two apart.
        return conversation.Keypoints is { } keypoints
            ? AnswerAsync(context, conversation, keypoints, cached: null)
            : ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Key points not found"));
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

        if (conversation.Keypoints is { } stored && request?.ForceRefresh != true)
        {
            await AnswerAsync(context, conversation, stored, cached: true);
            return;
        }

        if (ConversationEndpoints.Unreadable(conversation) is { } unreadable)
        {
            await ConvoAnswer.RefuseAsync(context, unreadable);
            return;
        }

        var account = ConvoGate.AccountOf(context);
        if (!account.Credits.TryUse())
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.AiLimitExceeded());
            return;
        }

        var document = conversation.Keypoints?.Document ?? TranscriptDigest.Of(conversation);
        var generated = new StoredKeypoints(document, clock.GetUtcNow());
        conversation.Keypoints = generated;
        stage.Announce(account, conversation, EventNames.Ready);
        await AnswerAsync(context, conversation, generated, cached: false);
    }

    private static Task AnswerAsync(HttpContext context, Conversation conversation, StoredKeypoints keypoints, bool? cached) =>
        ConvoAnswer.WriteAsync(
            context,
            new Envelope<KeypointsAnswer>(conversation.ToAnswer(keypoints, ConvoGate.AccountOf(context).Shapes, cached)),
            ConvoJson.Wire.EnvelopeKeypointsAnswer);
}
