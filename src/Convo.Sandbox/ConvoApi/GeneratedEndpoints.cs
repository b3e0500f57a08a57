namespace Convo.Sandbox.ConvoApi;

/// <summary>What Convo keeps once it was generated: stored (free) and generated (a credit, unless the stored one is given back).</summary>
/// <typeparam name="TStored">What is kept.</typeparam>
/// <param name="path">The last part of the operations' path.</param>
/// <param name="words">What it is called in the refusal where there is none.</param>
internal abstract class GeneratedEndpoints<TStored>(string path, string words)
    where TStored : class
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet($"/conversations/{{id}}/{path}", StoredAsync);
        api.MapPost($"/conversations/{{id}}/{path}", GenerateAsync);
    }

    /// <summary>What is stored of a conversation.</summary>
    protected abstract TStored? Of(Conversation conversation);

    /// <summary>Why it can't be generated; null where it can.</summary>
    protected abstract ConvoError? Hindrance(Conversation conversation);

    /// <summary>Generates it, stores it and tells of it.</summary>
    protected abstract TStored Generate(ConvoAccount account, Conversation conversation);

    /// <summary>Answers with it.</summary>
    protected abstract Task AnswerAsync(HttpContext context, Conversation conversation, TStored stored, bool? cached);

    private Task StoredAsync(HttpContext context)
    {
        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        // The same status and code as above: Convo's 404 does not tell the two apart.
        return Of(conversation) is { } stored
            ? AnswerAsync(context, conversation, stored, cached: null)
            : ConvoAnswer.RefuseAsync(context, ConvoError.NotFound($"{words} not found"));
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

        if (Of(conversation) is { } stored && request?.ForceRefresh != true)
        {
            await AnswerAsync(context, conversation, stored, cached: true);
            return;
        }

        if (Hindrance(conversation) is { } hindrance)
        {
            await ConvoAnswer.RefuseAsync(context, hindrance);
            return;
        }

        var account = ConvoGate.AccountOf(context);
        if (!account.Credits.TryUse())
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.AiLimitExceeded());
            return;
        }

        await AnswerAsync(context, conversation, Generate(account, conversation), cached: false);
    }
}
