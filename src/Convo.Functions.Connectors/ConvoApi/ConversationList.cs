using System.Net;
using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What the poll asks Convo: a page of the list, and whether key points are stored. Nothing here can cost a credit.</summary>
internal sealed class ConversationList(ConvoClients clients, IConnectionSecrets secrets, TimeProvider time) : IConversationList
{
    private const double MostMinutes = 7 * 24 * 60;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Until a person does something; a new key is tried at once.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    /// <remarks>Rows with an id that can't be asked for are left out: nothing could ever be read about them.</remarks>
    public Task<PollAnswer<ListPage>> PageAsync(
        Connection connection, DateTimeOffset since, int offset, CallGrant grant, CancellationToken cancellation) =>
        AskAsync(connection, grant, async client =>
        {
            var query = new ConversationQuery { Since = since, Offset = offset };
            var page = (await client.ListConversationsAsync(query, cancellation)).Value;

            // What came counts, not what was asked for: Convo may give smaller pages.
            var next = offset + page.Conversations.Count;
            return new ListPage(
                [.. page.Conversations.Where(row => ConvoId.IsUsable(row.Id)).Select(Listed)],
                page.Conversations.Count is 0 || next >= page.Total ? null : next);
        }, cancellation);

    /// <inheritdoc/>
    public Task<PollAnswer<DateTimeOffset?>> KeyPointsAsync(
        Connection connection, string conversationId, CallGrant grant, CancellationToken cancellation) =>
        AskAsync<DateTimeOffset?>(connection, grant, async client =>
        {
            try
            {
                return Plausible((await client.GetKeypointsAsync(conversationId, cancellation)).Value.CreatedAt) ?? time.GetUtcNow();
            }
            catch (ConvoApiException failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return null;
            }
        }, cancellation);

    private static ListedMeeting Listed(Conversation row)
    {
        var start = Plausible(row.StartTime);
        var length = row.DurationMinutes is > 0 and < MostMinutes and var minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        return new ListedMeeting(row.Id, start, Plausible(row.EndTime) ?? (start + length), row.SegmentCount is > 0);
    }

    // A year that no store takes, and no sum of times, is no time.
    private static DateTimeOffset? Plausible(DateTimeOffset? time) => time is { Year: > 2000 and < 9000 } ? time : null;

    private async Task<PollAnswer<T>> AskAsync<T>(Connection connection, CallGrant grant, Func<ConvoClient, Task<T>> ask, CancellationToken cancellation)
    {
        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), grant);

        if (client is null)
        {
            return new PollAnswer<T>.Not(new PollTrouble(refusal!.Reason, refusal.Advice), time.GetUtcNow() + Long);
        }

        try
        {
            return new PollAnswer<T>.Here(await ask(client));
        }
        catch (ConvoApiException failure)
        {
            var wait = failure switch
            {
                { RetryAfter: { } stated } => stated > Hour ? Hour : stated,
                { IsTransient: true } => Soon,
                _ => Long,
            };
            var words = clients.WordsOf(connection, failure);
            return new PollAnswer<T>.Not(new PollTrouble(words.Reason, words.Advice), time.GetUtcNow() + wait);
        }
    }
}
