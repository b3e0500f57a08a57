using Convo.Client;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Reads the facts of a meeting from Convo. Only what is stored there: nothing here can cost a credit, so drafts come another way.</summary>
internal sealed class ConvoFacts(ConvoClients clients, IConnectionSecrets secrets, ConversationRows rows, ICallBudget budget, TimeProvider time) : IFactSource
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public TimeSpan LifeOf(FactGroup group) => group is FactGroup.Conversation ? ConversationRows.RowLife : TimeSpan.Zero;

    /// <inheritdoc/>
    public async Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation)
    {
        using var grant = budget.Open(connection.Name, CallUse.Gathering);
        return await ReadAsync(connection, conversationId, group, grant, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<FactGroup, FactAnswer>> ReadAsync(
        Connection connection, string conversationId, IReadOnlyCollection<FactGroup> groups, CancellationToken cancellation)
    {
        var calls = groups.Sum(CallsOf);
        var reserved = calls > 0 ? await budget.ReserveAsync(connection.Name, CallUse.Gathering, calls, cancellation) : null;
        if (reserved is CallAnswer.NoRoom none)
        {
            // None at all: half a gathering would be asked for again as a whole.
            return groups.ToDictionary(group => group, _ => (FactAnswer)new FactAnswer.Later(none.Reason, none.Until) { NeedsPerson = none.Stop is not null });
        }

        using var grant = (reserved as CallAnswer.Granted)?.Grant ?? budget.Open(connection.Name, CallUse.Gathering);
        var answers = new Dictionary<FactGroup, FactAnswer>();
        foreach (var group in groups)
        {
            answers[group] = await ReadAsync(connection, conversationId, group, grant, cancellation);
        }

        return answers;
    }

    // As far as can be told before; one that takes more asks for them as it goes.
    private static int CallsOf(FactGroup group) => group is FactGroup.Event or FactGroup.Calendar ? 0 : 1;

    private async Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CallGrant grant, CancellationToken cancellation)
    {
        if (group is FactGroup.Event)
        {
            return new FactAnswer.Known(ConvoFactTree.OfId(conversationId));
        }

        if (!ConvoId.IsUsable(conversationId))
        {
            return new FactAnswer.Denied("Convo's id of the meeting has a form that can't be asked for.",
                "Nothing can be read about this meeting; if Convo sent it, tell Convo's support.");
        }

        var (client, refusal) = clients.Open(connection, await secrets.ReadAsync(connection, cancellation), grant);

        if (client is null)
        {
            return new FactAnswer.Denied(refusal!.Reason, refusal.Advice);
        }

        try
        {
            return await ReadAsync(client, connection, conversationId, group, cancellation);
        }
        catch (ConvoApiException failure)
        {
            return Meaning(connection, failure);
        }
    }

    private async Task<FactAnswer> ReadAsync(ConvoClient client, Connection connection, string id, FactGroup group, CancellationToken cancellation) =>
        group switch
        {
            FactGroup.Conversation => await rows.FindAsync(client, connection, id, cancellation) is { } row
                ? new FactAnswer.Known(ConvoFactTree.Of(row))
                : new FactAnswer.NotYet("The meeting is not in Convo's list of conversations."),
            FactGroup.KeyPoints => new FactAnswer.Known(ConvoFactTree.Of((await client.GetKeypointsAsync(id, cancellation)).Value)),
            FactGroup.Transcript => (await client.GetTranscriptAsync(id, cancellation)).Value is { Segments.Count: > 0 } transcript
                ? new FactAnswer.Known(ConvoFactTree.Of(transcript))
                : new FactAnswer.NotYet("Convo's transcript of the meeting is still empty."),
            FactGroup.Feedback => new FactAnswer.Known(ConvoFactTree.Of((await client.GetFeedbackAsync(id, cancellation)).Value)),
            FactGroup.Account => new FactAnswer.Known(ConvoFactTree.Of((await client.GetProfileAsync(cancellation)).Value)),
            _ => throw new ArgumentOutOfRangeException(nameof(group), group, "not a group of facts"),
        };

    // The code decides, not the status: both kinds of 429 differ only in it.
    private FactAnswer Meaning(Connection connection, ConvoApiException failure) => failure switch
    {
        { Status: System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone } =>
            new FactAnswer.NotYet("Convo does not have it yet, or not any more."),
        { Code: ConvoErrorCode.AiLimitExceeded } => new FactAnswer.Later("Convo's AI generations of this month are used up.", time.GetUtcNow() + Hour),
        { RetryAfter: { } wait } => Waiting(clients.WordsOf(connection, failure), wait > Hour ? Hour : wait),
        { IsTransient: true } => new FactAnswer.Later(failure.Message, time.GetUtcNow() + Soon),
        _ => new FactAnswer.Denied(failure.Message, failure.Advice),
    };

    private FactAnswer.Later Waiting(FailureWords words, TimeSpan wait) => new(words.Whole, time.GetUtcNow() + wait) { NeedsPerson = words.IsStop };
}
