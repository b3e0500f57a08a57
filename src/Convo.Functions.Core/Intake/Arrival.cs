namespace Convo.Functions.Core.Intake;

/// <summary>A body whose signature was right, as it came in.</summary>
/// <param name="Connection">The Convo connection whose secret signed it.</param>
/// <param name="Body">The raw bytes.</param>
/// <param name="ReceivedAt">When it came in.</param>
public sealed record Arrival(string Connection, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt)
{
    /// <summary>
    /// The Content-Type that came with it, at most 100 characters; null where none came. Kept for a look at odd ones only: Convo's is not
    /// documented, and the bytes alone decide.
    /// </summary>
    public string? MediaType { get; init; }
}

/// <summary>What became of an arrival once it is stored.</summary>
public enum Accepted
{
    /// <summary>Stored as a new event.</summary>
    New,

    /// <summary>An exact copy of an event that is stored already.</summary>
    SeenBefore,

    /// <summary>It can't be read as an event: stored in quarantine, to be released by a person.</summary>
    Quarantined,

    /// <summary>Convo's test call; opens no occasion.</summary>
    Test,
}
