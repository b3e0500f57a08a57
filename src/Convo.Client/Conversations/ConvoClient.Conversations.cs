using System.Runtime.CompilerServices;

namespace Convo.Client;

public sealed partial class ConvoClient
{
    private const string ConversationMissing =
        "The conversation does not exist, or not any more: it was deleted, or its keep-time (30 days by default) has passed.";

    /// <summary>Gives one page of the list of conversations (<c>GET /conversations</c>).</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    public async Task<ConvoResult<ConversationPage>> ListConversationsAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        var call = new ConvoCall(HttpMethod.Get, query.ToPath(), "Listing conversations");
        var result = await transport.SendAsync(call, ConvoJson.Default.EnvelopeListConversation, cancellationToken);
        return result.Map(envelope => new ConversationPage(
            Tolerant.List(envelope.Data), envelope.Pagination?.Total, envelope.Pagination?.Limit, envelope.Pagination?.Offset));
    }

    /// <summary>
    /// Gives page after page, each conversation once: new meetings shift the pages while they are read, so rows come double. Ends on an
    /// empty page, at the reported total, and after two pages in a row that bring nothing new. Rows without an id are left out, as
    /// nothing can be asked about them. One request a page; each page brings the rate limit, so that a caller can stop in time.
    /// </summary>
    /// <param name="query">Which ones; its offset is where reading begins.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The pages, less what earlier pages had.</returns>
    public async IAsyncEnumerable<ConvoResult<ConversationPage>> ListConversationPagesAsync(
        ConversationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "" };
        for (var stale = 0; stale < 2;)
        {
            var result = await ListConversationsAsync(query, cancellationToken);
            var page = result.Value;
            if (page.Conversations.Count == 0)
            {
                yield break;
            }

            Conversation[] fresh = [.. page.Conversations.Where(row => seen.Add(row.Id))];
            yield return result with { Value = page with { Conversations = fresh } };

            // What came counts, not what was asked for: Convo may give smaller pages.
            query = query with { Offset = query.Offset + page.Conversations.Count };
            if (query.Offset >= page.Total)
            {
                yield break;
            }

            stale = fresh.Length == 0 ? stale + 1 : 0;
        }
    }

    /// <summary>Gives every conversation once, page by page as they are consumed; see <see cref="ListConversationPagesAsync"/> for when it ends.</summary>
    /// <param name="query">Which ones; its offset is where reading begins.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The conversations.</returns>
    public async IAsyncEnumerable<Conversation> ListAllConversationsAsync(
        ConversationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ListConversationPagesAsync(query, cancellationToken))
        {
            foreach (var conversation in page.Value.Conversations)
            {
                yield return conversation;
            }
        }
    }

    /// <summary>Gives the transcript (<c>GET /conversations/{id}/transcript</c>), up to 32 MiB of it.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The transcript.</returns>
    public Task<ConvoResult<Transcript>> GetTranscriptAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Get, ConversationPath(id, "/transcript"), "Getting the transcript")
            {
                AnswerLimit = BoundedBody.TranscriptLimit,
                NotFoundMeans = $"Either the transcript is not ready yet, so try again later, or there is no such conversation. {ConversationMissing}",
            },
            ConvoJson.Default.EnvelopeTranscript,
            cancellationToken);

    /// <summary>
    /// Changes the title (<c>PATCH /conversations/{id}</c>). May fire <c>conversation.updated</c>: remember your own writes, or a recipe feeds itself.
    /// </summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="title">The new title, not blank.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The id and the title as stored.</returns>
    public Task<ConvoResult<RenamedConversation>> RenameConversationAsync(string id, string title, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        var call = new ConvoCall(HttpMethod.Patch, ConversationPath(id, ""), "Renaming the conversation") { NotFoundMeans = ConversationMissing };
        return AskAsync(call.With(new TitleBody(title), ConvoJson.Default.TitleBody), ConvoJson.Default.EnvelopeRenamedConversation, cancellationToken);
    }

    /// <summary>Marks the conversation as deleted (<c>DELETE /conversations/{id}</c>). No call of the API brings it back.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was deleted.</returns>
    public Task<ConvoResult<Deletion>> DeleteConversationAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Delete, ConversationPath(id, ""), "Deleting the conversation") { NotFoundMeans = ConversationMissing },
            ConvoJson.Default.EnvelopeDeletion,
            cancellationToken);

    /// <summary>Makes the conversation public under an address (<c>POST /conversations/{id}/share</c>). No call of the API takes that back.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The public address.</returns>
    public Task<ConvoResult<SharedConversation>> ShareConversationAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Post, ConversationPath(id, "/share"), "Sharing the conversation") { NotFoundMeans = ConversationMissing },
            ConvoJson.Default.EnvelopeSharedConversation,
            cancellationToken);
}
