using Convo.Client;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Has Convo generate: one call, at most one credit, never repeated here.</summary>
internal sealed class ConvoGenerations(ConvoClients clients, IConnectionSecrets secrets, TimeProvider time) : IGenerations
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation)
    {
        if (!ConvoId.IsUsable(conversationId))
        {
            return new Generated.Denied("Convo's id of the meeting has a form that can't be asked for.", "Nothing can be generated of this meeting.");
        }

        var (client, refusal) = clients.OpenToGenerate(connection, await secrets.ReadAsync(connection, cancellation));

        if (client is null)
        {
            return new Generated.Denied(refusal!.Reason, refusal.Advice);
        }

        try
        {
            return await AskAsync(client, conversationId, what, cancellation);
        }
        catch (ConvoApiException failure)
        {
            return await MeaningAsync(connection, client, failure, what, cancellation);
        }
    }

    private static async Task<Generated> AskAsync(ConvoClient client, string id, Generation what, CancellationToken cancellation)
    {
        switch (what)
        {
            case Generation.Email:
                var draft = (await client.DraftEmailAsync(id, recipientName: null, tone: null, cancellation)).Value;
                return Written(new GeneratedText(draft.Subject, draft.Body), "Convo drafted an e-mail without a text.");
            case Generation.Question question:
                var answer = (await client.QueryConversationAsync(id, question.Ask, cancellation)).Value;
                return Written(new GeneratedText(null, answer.Response), "Convo gave an answer without a text.");
            case Generation.KeyPoints:
                return AtConvo((await client.GenerateKeypointsAsync(id, forceRefresh: false, cancellation)).Value.Cached);
            case Generation.Feedback:
                return AtConvo((await client.GenerateFeedbackAsync(id, forceRefresh: false, cancellation)).Value.Cached);
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "not a generation");
        }
    }

    private static Generated Written(GeneratedText text, string without) =>
        string.IsNullOrWhiteSpace(text.Body) ? new Generated.MayHaveCost(without) : new Generated.Written(text);

    // Only a plain yes counts: what is not said to be stored may have cost a credit.
    private static Generated.Written AtConvo(bool? cached) => new(GeneratedText.AtConvo) { WasStored = cached is true };

    private async Task<Generated> MeaningAsync(
        Connection connection, ConvoClient client, ConvoApiException failure, Generation what, CancellationToken cancellation) => failure switch
        {
            { MayHaveCostCredit: true } => new Generated.MayHaveCost(failure.Message),
            { Code: ConvoErrorCode.AiLimitExceeded } =>
                new Generated.Later("Convo's AI generations of this month are used up.", await ResetAsync(client, cancellation)) { IsQuota = true },
            { RetryAfter: { } wait } => Waiting(clients.WordsOf(connection, failure), wait > Hour ? Hour : wait),
            { IsTransient: true } => new Generated.Later(failure.Message, time.GetUtcNow() + Soon),

            // The one reason that is documented for it ("Generate feedback": at least 10 transcript segments).
            { Code: ConvoErrorCode.ValidationError } when what is Generation.Feedback => new Generated.Denied(
                $"Convo gives no feedback on this meeting: it needs a transcript of at least {Generation.Feedback.FewestSegments} passages.",
                "Nothing is to be done; it cost no credit."),
            _ => new Generated.Denied(failure.Message, failure.Advice),
        };

    private Generated.Later Waiting(FailureWords words, TimeSpan wait) => new(words.Whole, time.GetUtcNow() + wait) { NeedsPerson = words.IsStop };

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
