namespace Convo.Functions.Core.Ports;

/// <summary>The store could not be reached, refused for a while, or did not answer in time. The same call may go through later.</summary>
/// <param name="message">What happened, without any value of a row.</param>
/// <param name="mayHaveHappened">True where a write may have taken effect although no answer came.</param>
/// <param name="inner">The cause.</param>
public sealed class StorageException(string message, bool mayHaveHappened, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where a write may have taken effect although no answer came; the writer's nonce in the row tells.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;
}
