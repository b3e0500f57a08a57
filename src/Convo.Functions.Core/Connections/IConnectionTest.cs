namespace Convo.Functions.Core.Connections;

/// <summary>Tries a connection without leaving anything behind. There is one for each kind.</summary>
public interface IConnectionTest
{
    /// <summary>The kind of connection it tries, such as <c>slack</c>.</summary>
    string Kind { get; }

    /// <summary>Says what works and what is missing. Never throws for what is wrong with the connection.</summary>
    Task<ConnectionReport> TestAsync(Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation);
}

/// <summary>What a test of a connection found.</summary>
/// <param name="Account">Whose account it is, in words; null where it could not be told.</param>
/// <param name="Abilities">What recipes and the product itself can do with it, in order of weight.</param>
public sealed record ConnectionReport(string? Account, IReadOnlyList<ConnectionAbility> Abilities)
{
    /// <summary>Whether what can't be done without is there.</summary>
    public bool Works => Abilities.All(ability => ability.Works || !ability.Needed);
}

/// <summary>Something that a connection can be used for.</summary>
/// <param name="Name">In words, such as "post messages".</param>
/// <param name="Works">Whether it can.</param>
/// <param name="Needed">Whether the connection is of no use without it.</param>
/// <param name="Advice">Where it can't: what a person can do about it.</param>
public sealed record ConnectionAbility(string Name, bool Works, bool Needed, string? Advice);
