using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Facts;

/// <summary>Gives the facts of a meeting, group by group. Behind it is an account at Convo; in the simulation, a script.</summary>
public interface IFactSource
{
    /// <summary>Reads one group of facts of one meeting.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="conversationId">Convo's own id of the meeting.</param>
    /// <param name="group">Which call to make.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation);

    /// <summary>Reads several groups as one gathering: whoever has a budget of calls reserves for all of them at once, or answers "later" for all.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="conversationId">Convo's own id of the meeting.</param>
    /// <param name="groups">Which calls to make, each once.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>An answer for each group.</returns>
    async Task<IReadOnlyDictionary<FactGroup, FactAnswer>> ReadAsync(
        Connection connection, string conversationId, IReadOnlyCollection<FactGroup> groups, CancellationToken cancellation)
    {
        var answers = new Dictionary<FactGroup, FactAnswer>();
        foreach (var group in groups)
        {
            answers[group] = await ReadAsync(connection, conversationId, group, cancellation);
        }

        return answers;
    }

    /// <summary>How long an answer of a group serves further readings of the same meeting without another call; zero where it serves one alone.</summary>
    TimeSpan LifeOf(FactGroup group) => TimeSpan.Zero;
}

/// <summary>Facts that come together, by one call (or none).</summary>
public enum FactGroup
{
    /// <summary>What the event itself brought; no call.</summary>
    Event,

    /// <summary>The row of the conversation in Convo's list: title, times, segments. One call or more (there is no read by id).</summary>
    Conversation,

    /// <summary>Stored key points: sections, decisions, action items. One call; never a credit.</summary>
    KeyPoints,

    /// <summary>The transcript. One call.</summary>
    Transcript,

    /// <summary>The account's own profile. One call.</summary>
    Account,

    /// <summary>Stored feedback on how the account's owner communicated. One call; never a credit.</summary>
    Feedback,

    /// <summary>
    /// A follow-up e-mail, drafted by Convo. One AI credit, which only <c>Credits.Generating</c> may spend; a fact source is never asked for it.
    /// </summary>
    Email,

    /// <summary>The event of the calendar that the meeting was, by the row of the conversation and a snapshot; a fact source is never asked for it.</summary>
    Calendar,

    /// <summary>
    /// Convo's answers to the recipe's questions. One AI credit each, which only <c>Credits.Generating</c> may spend; a fact source is never asked for them.
    /// </summary>
    Answers,

    /// <summary>A public link to the meeting, made by <c>Planning.Sharing</c> for recipes that say so; a fact source is never asked for it.</summary>
    Share,
}

/// <summary>What a fact source could give.</summary>
public abstract record FactAnswer
{
    private FactAnswer()
    {
    }

    /// <summary>Here they are: members to be laid over the root of the fact tree.</summary>
    public sealed record Known(FactValue.Group Facts) : FactAnswer;

    /// <summary>Not there yet, or never (Convo's 404 doesn't tell which); ask again, until the deadline.</summary>
    public sealed record NotYet(string Reason) : FactAnswer;

    /// <summary>A limit is reached or the account can't be reached; ask again at the given time.</summary>
    public sealed record Later(string Reason, DateTimeOffset NotBefore) : FactAnswer
    {
        /// <summary>True where it takes a person to mend it, so that who waits is to be told for how long it will.</summary>
        public bool NeedsPerson { get; init; }

        /// <summary>True where it is being made and paid for just now: whoever gives up then has spent a credit for nothing.</summary>
        public bool IsUnderWay { get; init; }
    }

    /// <summary>It will not come until a person does something.</summary>
    public sealed record Denied(string Reason, string Advice) : FactAnswer;
}
