using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>What changes a conversation: a public link, a new title, the deletion. Each tells the webhooks, as the same act in Convo's app does.</summary>
internal sealed class ChangeEndpoints(Stage stage)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/conversations/{id}/share", ShareAsync);
        api.MapPatch("/conversations/{id}", RenameAsync);
        api.MapDelete("/conversations/{id}", DeleteAsync);
    }

    private Task ShareAsync(HttpContext context)
    {
        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        var url = stage.Share(conversation);
        stage.Announce(ConvoGate.AccountOf(context), conversation, EventNames.Shared);
        return ConvoAnswer.WriteAsync(context, new Envelope<ShareAnswer>(new(conversation.Id, url)), ConvoJson.Wire.EnvelopeShareAnswer);
    }

    private async Task RenameAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.RenameRequest);
        if (error is not null || string.IsNullOrWhiteSpace(request?.Title))
        {
            await ConvoAnswer.RefuseAsync(context, error ?? ConvoError.Validation("title is required and can't be blank"));
            return;
        }

        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
            return;
        }

        conversation.Title = request.Title;
        stage.Announce(ConvoGate.AccountOf(context), conversation, EventNames.Updated);
        await ConvoAnswer.WriteAsync(context, new Envelope<TitleAnswer>(new(conversation.Id, request.Title)), ConvoJson.Wire.EnvelopeTitleAnswer);
    }

    private Task DeleteAsync(HttpContext context)
    {
        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        conversation.IsDeleted = true;
        stage.Announce(ConvoGate.AccountOf(context), conversation, EventNames.Deleted);
        return ConvoAnswer.WriteAsync(context, new Envelope<Deletion>(new(conversation.Id, Deleted: true)), ConvoJson.Wire.EnvelopeDeletion);
    }
}
