namespace Convo.Client;

public sealed partial class ConvoClient
{
    /// <summary>The longest question that Convo accepts, in characters.</summary>
    public const int MaxQueryLength = 500;

    /// <summary>
    /// Asks a question about a conversation (<c>POST /conversations/{id}/query</c>). Always costs one AI credit; never repeated by the client.
    /// </summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="query">The question, at most <see cref="MaxQueryLength"/> characters, not blank.</param>
    /// <param name="cancellationToken">Cancels the waiting, not Convo's work.</param>
    /// <returns>The answer.</returns>
    public Task<ConvoResult<ConversationAnswer>> QueryConversationAsync(string id, string query, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Length, MaxQueryLength, nameof(query));
        var call = new ConvoCall(HttpMethod.Post, ConversationPath(id, "/query"), "Asking about the conversation")
        {
            MayCostCredit = true,
            NotFoundMeans = ConversationMissing,
        };
        return AskAsync(call.With(new QueryBody(query), ConvoJson.Default.QueryBody), ConvoJson.Default.EnvelopeConversationAnswer, cancellationToken);
    }

    /// <summary>
    /// Drafts a follow-up e-mail (<c>POST /conversations/{id}/email</c>); Convo sends nothing. Always costs one AI credit; never repeated by the client.
    /// </summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="recipientName">Whom the draft greets: a name, not an address; null for nobody in particular.</param>
    /// <param name="tone">The tone; null for Convo's default, professional.</param>
    /// <param name="cancellationToken">Cancels the waiting, not Convo's work.</param>
    /// <returns>The draft.</returns>
    public Task<ConvoResult<EmailDraft>> DraftEmailAsync(string id, string? recipientName, EmailTone? tone, CancellationToken cancellationToken)
    {
        var call = new ConvoCall(HttpMethod.Post, ConversationPath(id, "/email"), "Drafting the e-mail")
        {
            MayCostCredit = true,
            NotFoundMeans = ConversationMissing,
        };
        var body = new EmailBody(recipientName, tone?.ToString().ToLowerInvariant());
        return AskAsync(call.With(body, ConvoJson.Default.EmailBody), ConvoJson.Default.EnvelopeEmailDraft, cancellationToken);
    }
}
