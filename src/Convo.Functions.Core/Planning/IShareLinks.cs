using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Planning;

/// <summary>Makes meetings public. Behind it is an account at Convo.</summary>
public interface IShareLinks
{
    /// <summary>
    /// Makes the link of a meeting (Convo's API documentation, "POST /api/v1/conversations/{id}/share"); no call takes it back. Costs no credit, and asking
    /// again does no more than has been done: the meeting is public already.
    /// </summary>
    /// <param name="connection">The account.</param>
    /// <param name="conversationId">Convo's own id of the meeting.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<ShareAnswer> ShareAsync(Connection connection, string conversationId, CancellationToken cancellation);
}

/// <summary>What became of making a link.</summary>
public abstract record ShareAnswer
{
    private ShareAnswer()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Link(string Url) : ShareAnswer;

    /// <summary>None now; ask again then.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">When.</param>
    /// <param name="MayBePublic">True where the meeting may be public all the same: no answer came.</param>
    public sealed record Later(string Reason, DateTimeOffset Until, bool MayBePublic) : ShareAnswer
    {
        /// <summary>True where a person has to do something first: the account is stopped.</summary>
        public bool NeedsPerson { get; init; }
    }

    /// <summary>None until a person does something.</summary>
    public sealed record Denied(string Reason, string Advice) : ShareAnswer;
}
