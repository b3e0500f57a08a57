using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Has Convo make the public link of a meeting.</summary>
internal sealed class ConvoLinks(ConvoClients clients, IConnectionSecrets secrets, TimeProvider time) : IShareLinks
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<ShareAnswer> ShareAsync(Connection connection, string conversationId, CancellationToken cancellation)
    {
        if (!ConvoId.IsUsable(conversationId))
        {
            return new ShareAnswer.Denied("Convo's id of the meeting has a form that can't be asked for.", "Nobody can share this meeting by its API.");
        }

        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), CallUse.Gathering);

        if (client is null)
        {
            return new ShareAnswer.Denied(refusal!.Reason, refusal.Advice);
        }

        try
        {
            var url = (await client.ShareConversationAsync(conversationId, cancellation)).Value.ShareUrl;

            // Whatever comes is put into texts: nothing but an address may.
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? new ShareAnswer.Link(url)
                : new ShareAnswer.Denied("Convo made the meeting public and gave no address for it.", "Look in Convo for the link; nothing was sent.");
        }
        catch (ConvoApiException failure)
        {
            var words = clients.WordsOf(connection, failure);
            return failure switch
            {
                { RetryAfter: { } wait } => new ShareAnswer.Later(words.Whole, time.GetUtcNow() + (wait > Hour ? Hour : wait), MayBePublic: false)
                {
                    NeedsPerson = words.IsStop,
                },
                { IsTransient: true } => new ShareAnswer.Later(failure.Message, time.GetUtcNow() + Soon, MayBePublic: true),
                _ => new ShareAnswer.Denied(failure.Message, failure.Advice),
            };
        }
    }
}
