namespace Convo.Functions.Core.Connections;

/// <summary>Tries a connection of one kind out, without any effect elsewhere that a person would see.</summary>
public interface IConnectionTest
{
    /// <summary>The kind of connection that it tries out.</summary>
    string Kind { get; }

    /// <summary>What works, and what is missing.</summary>
    Task<IReadOnlyList<Finding>> TestAsync(Connection connection, CancellationToken cancellation);
}

/// <summary>One thing that was tried.</summary>
/// <param name="What">What was tried, in a few words.</param>
/// <param name="Works">Whether it works.</param>
/// <param name="Detail">What was seen; no secret, no meeting content.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record Finding(string What, bool Works, string Detail, string? Advice);
