using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Credits;

/// <summary>Has Convo generate something of a meeting. Behind it is an account at Convo, whose quota of AI generations every call can use up.</summary>
public interface IGenerations
{
    /// <summary>
    /// Asks once, and never again by itself: a call that failed may have been counted (Convo's API documentation, "AI Generation").
    /// </summary>
    /// <param name="connection">The account.</param>
    /// <param name="conversationId">Convo's own id of the meeting.</param>
    /// <param name="what">What to generate.</param>
    /// <param name="cancellation">Ends the waiting, not Convo's work.</param>
    Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation);
}

/// <summary>What became of asking Convo to generate something.</summary>
public abstract record Generated
{
    private Generated()
    {
    }

    /// <summary>Here it is.</summary>
    /// <param name="Text">What Convo wrote.</param>
    public sealed record Written(GeneratedText Text) : Generated
    {
        /// <summary>True where Convo had it stored and says that nothing was spent (<c>cached</c>).</summary>
        public bool WasStored { get; init; }
    }

    /// <summary>There is none now, and certainly no credit was spent.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">When to ask again.</param>
    public sealed record Later(string Reason, DateTimeOffset Until) : Generated
    {
        /// <summary>True where the account's AI generations of the month are used up: then no recipe has to ask before.</summary>
        public bool IsQuota { get; init; }

        /// <summary>True where a person has to do something first: the account is stopped.</summary>
        public bool NeedsPerson { get; init; }
    }

    /// <summary>There is none until a person does something, and certainly no credit was spent.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Advice">What to do.</param>
    public sealed record Denied(string Reason, string Advice) : Generated;

    /// <summary>No answer came that can be used, and the credit may have been spent.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record MayHaveCost(string Reason) : Generated;
}
