using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The follow-up e-mail: drafted anew by each call, for a credit each time; nothing is stored and nothing is sent.</summary>
internal sealed class EmailEndpoint(TimeProvider clock)
{
    private static readonly string[] Tones = ["professional", "casual", "concise"];

    public void Map(IEndpointRouteBuilder api) => api.MapPost("/conversations/{id}/email", DraftAsync);

    private async Task DraftAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.EmailRequest);
        if (error is not null)
        {
            await ConvoAnswer.RefuseAsync(context, error);
            return;
        }

        if (request?.Tone is { } tone && !Tones.Contains(tone))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Validation("tone must be professional, casual or concise"));
            return;
        }

        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
            return;
        }

        if (ConversationEndpoints.Unreadable(conversation) is { } unreadable && conversation.Keypoints is null)
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

        var draft = EmailDigest.Of(conversation, request?.RecipientName, request?.Tone, account.Shapes, clock.GetUtcNow());
        await ConvoAnswer.WriteAsync(context, new Envelope<EmailAnswer>(draft), ConvoJson.Wire.EnvelopeEmailAnswer);
    }
}
