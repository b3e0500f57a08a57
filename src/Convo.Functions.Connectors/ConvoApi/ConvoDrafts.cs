using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Has Convo draft a follow-up e-mail: one call, one credit, never repeated here.</summary>
internal sealed class ConvoDrafts(ConvoClients clients, IConnectionSecrets secrets, TimeProvider time) : IEmailDrafts
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<DraftAnswer> DraftAsync(Connection connection, string conversationId, CancellationToken cancellation)
    {
        if (!ConvoId.IsUsable(conversationId))
        {
            return Denied("Convo's id of the meeting has a form that can't be asked for.", "No e-mail can be drafted of this meeting.");
        }

        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), CallUse.Gathering);

        if (client is null)
        {
            return Denied(refusal!.Reason, refusal.Advice);
        }

        try
        {
            var draft = (await client.DraftEmailAsync(conversationId, recipientName: null, tone: null, cancellation)).Value;
            return string.IsNullOrWhiteSpace(draft.Body)
                ? new DraftAnswer.MayHaveCost("Convo drafted an e-mail without a text.")
                : new DraftAnswer.Written(Drafting.FactsOf(draft.Subject, draft.Body));
        }
        catch (ConvoApiException failure)
        {
            return await MeaningAsync(connection, client, failure, cancellation);
        }
    }

    private static DraftAnswer.NotSpent Denied(string reason, string advice) => new(new FactAnswer.Denied(reason, advice));

    private async Task<DraftAnswer> MeaningAsync(
        Connection connection, ConvoClient client, ConvoApiException failure, CancellationToken cancellation) => failure switch
    {
        { MayHaveCostCredit: true } => new DraftAnswer.MayHaveCost(failure.Message),
        { Code: ConvoErrorCode.AiLimitExceeded } => Later("Convo's AI generations of this month are used up.", await ResetAsync(client, cancellation)),
        { RetryAfter: { } wait } => Waiting(clients.WordsOf(connection, failure), wait > Hour ? Hour : wait),
        { IsTransient: true } => Later(failure.Message, time.GetUtcNow() + Soon),
        _ => Denied(failure.Message, failure.Advice),
    };

    private DraftAnswer.NotSpent Waiting(FailureWords words, TimeSpan wait) =>
        new(new FactAnswer.Later(words.Whole, time.GetUtcNow() + wait) { NeedsPerson = words.IsStop });

    private static DraftAnswer.NotSpent Later(string reason, DateTimeOffset until) => new(new FactAnswer.Later(reason, until));

    // The refusal itself doesn't say when there are new ones (no Retry-After is documented for it); the profile does.
    private async Task<DateTimeOffset> ResetAsync(ConvoClient client, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();

        try
        {
            return (await client.GetProfileAsync(cancellation)).Value.ApiUsage.AiGenerations?.ResetsAt is { } reset && reset > now ? reset : now + Hour;
        }
        catch (ConvoApiException)
        {
            return now + Hour;
        }
    }
}
