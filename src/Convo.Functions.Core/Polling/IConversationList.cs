using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Polling;

/// <summary>What the poll asks Convo. Each question is one call, taken from the grant.</summary>
public interface IConversationList
{
    /// <summary>One page of the account's conversations.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="since">Only those "after" this moment: of which of their times, and whether inclusive, Convo does not say.</param>
    /// <param name="offset">How many to skip, in an order that Convo does not say either.</param>
    /// <param name="grant">Pays for the call.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<PollAnswer<ListPage>> PageAsync(Connection connection, DateTimeOffset since, int offset, CallGrant grant, CancellationToken cancellation);

    /// <summary>When the key points of a conversation were made; null where there are none (yet). Never makes any.</summary>
    Task<PollAnswer<DateTimeOffset?>> KeyPointsAsync(Connection connection, string conversationId, CallGrant grant, CancellationToken cancellation);
}

/// <summary>An answer to the poll.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record PollAnswer<T>
{
    private PollAnswer()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Here(T Value) : PollAnswer<T>;

    /// <summary>Not now.</summary>
    /// <param name="Trouble">Why, and what a person can do.</param>
    /// <param name="Until">When to ask again.</param>
    public sealed record Not(PollTrouble Trouble, DateTimeOffset Until) : PollAnswer<T>;
}

/// <summary>Why the poll does not get through.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Advice">What a person can do.</param>
public sealed record PollTrouble(string Reason, string Advice);

/// <summary>A page of the list.</summary>
/// <param name="Meetings">Its rows; those left out whose id can't be asked for.</param>
/// <param name="Next">The offset of the page after it; null where this seems to be the last.</param>
public sealed record ListPage(IReadOnlyList<ListedMeeting> Meetings, int? Next);

/// <summary>A row of Convo's list, as far as the poll looks at it; its title stays where it is.</summary>
/// <param name="ConversationId">Convo's id.</param>
/// <param name="Start">When it began; null where it isn't told.</param>
/// <param name="End">When it ended; null while it runs, or where it isn't told.</param>
/// <param name="HasTranscript">Whether it has segments.</param>
public sealed record ListedMeeting(string ConversationId, DateTimeOffset? Start, DateTimeOffset? End, bool HasTranscript);
