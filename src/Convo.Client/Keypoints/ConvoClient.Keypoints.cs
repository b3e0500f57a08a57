using System.Net;

namespace Convo.Client;

public sealed partial class ConvoClient
{
    private const string NotGeneratedYet =
        "Convo does not tell apart whether they were not generated yet or the conversation does not exist. "
        + "Try again later, or generate them for at most one AI credit.";

    /// <summary>Gives the stored key points (<c>GET /conversations/{id}/keypoints</c>). Never costs a credit; not found when none are stored.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key points.</returns>
    public Task<ConvoResult<KeypointsDocument>> GetKeypointsAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Get, ConversationPath(id, "/keypoints"), "Getting the key points") { NotFoundMeans = NotGeneratedYet },
            ConvoJson.Default.EnvelopeKeypointsDocument,
            cancellationToken);

    /// <summary>
    /// Generates key points (<c>POST /conversations/{id}/keypoints</c>). Costs one AI credit unless a stored result is given back
    /// (<see cref="KeypointsDocument.Cached"/>). Never repeated by the client; when it fails, or is cancelled, the credit may be gone.
    /// </summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="forceRefresh">True to generate anew although a result is stored.</param>
    /// <param name="cancellationToken">Cancels the waiting, not Convo's work.</param>
    /// <returns>The key points.</returns>
    public Task<ConvoResult<KeypointsDocument>> GenerateKeypointsAsync(string id, bool forceRefresh, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Post, ConversationPath(id, "/keypoints"), "Generating key points")
            {
                MayCostCredit = true,
                NotFoundMeans = ConversationMissing,
            }.With(new RefreshBody(forceRefresh), ConvoJson.Default.RefreshBody),
            ConvoJson.Default.EnvelopeKeypointsDocument,
            cancellationToken);

    /// <summary>Gives the stored key points and, only if there are none and <paramref name="allow"/> says so, generates them.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="allow">Whether one AI credit may be spent.</param>
    /// <param name="cancellationToken">Cancels the waiting, not a generation that Convo has begun.</param>
    /// <returns>The key points.</returns>
    public Task<ConvoResult<KeypointsDocument>> GetOrGenerateKeypointsAsync(string id, AllowCredit allow, CancellationToken cancellationToken) =>
        StoredOrGeneratedAsync(() => GetKeypointsAsync(id, cancellationToken), () => GenerateKeypointsAsync(id, forceRefresh: false, cancellationToken), allow);

    // Both status and code must say it: a proxy's own 404 page must not cost a credit.
    private static async Task<ConvoResult<T>> StoredOrGeneratedAsync<T>(Func<Task<ConvoResult<T>>> get, Func<Task<ConvoResult<T>>> generate, AllowCredit allow)
    {
        try
        {
            return await get();
        }
        catch (ConvoApiException missing) when (
            allow is AllowCredit.One && missing is { Status: HttpStatusCode.NotFound, Code: ConvoErrorCode.NotFound })
        {
        }

        return await generate();
    }
}
