namespace Convo.Client;

public sealed partial class ConvoClient
{
    /// <summary>Gives the stored feedback (<c>GET /conversations/{id}/feedback</c>). Never costs a credit; not found when none is stored.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The feedback.</returns>
    public Task<ConvoResult<FeedbackDocument>> GetFeedbackAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Get, ConversationPath(id, "/feedback"), "Getting the feedback") { NotFoundMeans = NotGeneratedYet },
            ConvoJson.Default.EnvelopeFeedbackDocument,
            cancellationToken);

    /// <summary>
    /// Generates feedback (<c>POST /conversations/{id}/feedback</c>); Convo needs at least 10 transcript segments. Costs one AI credit unless a
    /// stored result is given back. Never repeated by the client; when it fails, or is cancelled, the credit may be gone.
    /// </summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="forceRefresh">True to generate anew although a result is stored.</param>
    /// <param name="cancellationToken">Cancels the waiting, not Convo's work.</param>
    /// <returns>The feedback.</returns>
    public Task<ConvoResult<FeedbackDocument>> GenerateFeedbackAsync(string id, bool forceRefresh, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Post, ConversationPath(id, "/feedback"), "Generating feedback")
            {
                MayCostCredit = true,
                NotFoundMeans = ConversationMissing,
            }.With(new RefreshBody(forceRefresh), ConvoJson.Default.RefreshBody),
            ConvoJson.Default.EnvelopeFeedbackDocument,
            cancellationToken);

    /// <summary>Gives the stored feedback and, only if there is none and <paramref name="allow"/> says so, generates it.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="allow">Whether one AI credit may be spent.</param>
    /// <param name="cancellationToken">Cancels the waiting, not a generation that Convo has begun.</param>
    /// <returns>The feedback.</returns>
    public Task<ConvoResult<FeedbackDocument>> GetOrGenerateFeedbackAsync(string id, AllowCredit allow, CancellationToken cancellationToken) =>
        StoredOrGeneratedAsync(() => GetFeedbackAsync(id, cancellationToken), () => GenerateFeedbackAsync(id, forceRefresh: false, cancellationToken), allow);
}
