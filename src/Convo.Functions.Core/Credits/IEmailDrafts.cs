using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Credits;

/// <summary>Has Convo draft a follow-up e-mail. Behind it is an account at Convo, whose quota of AI generations every call can use up.</summary>
public interface IEmailDrafts
{
    /// <summary>
    /// Asks once, and never again by itself: a call that failed may have been counted. Always costs one AI credit where it succeeds (Convo's API
    /// documentation, "POST /api/v1/conversations/{id}/email").
    /// </summary>
    /// <param name="connection">The account.</param>
    /// <param name="conversationId">Convo's own id of the meeting.</param>
    /// <param name="cancellation">Ends the waiting, not Convo's work.</param>
    Task<DraftAnswer> DraftAsync(Connection connection, string conversationId, CancellationToken cancellation);
}

/// <summary>What became of asking for a draft.</summary>
public abstract record DraftAnswer
{
    private DraftAnswer()
    {
    }

    /// <summary>Here it is; a credit was spent.</summary>
    /// <param name="Facts">Members to be laid over the root of the fact tree: <c>email.subject</c> and <c>email.body</c>.</param>
    public sealed record Written(FactValue.Group Facts) : DraftAnswer;

    /// <summary>There is none, and certainly no credit was spent.</summary>
    /// <param name="Why">What the facts are to say of it: later, or denied.</param>
    public sealed record NotSpent(FactAnswer Why) : DraftAnswer;

    /// <summary>No answer came that can be used, and the credit may have been spent.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record MayHaveCost(string Reason) : DraftAnswer;
}
