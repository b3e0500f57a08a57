namespace Convo.Functions.Core.Ports;

/// <summary>
/// The one queue, <c>work</c>. Messages are hints: a lost one is found again by the sweep, a doubled, late or reordered one is harmless.
/// Taking messages belongs to the head (the Functions host, or the pump of the one-machine head).
/// </summary>
public interface IQueues
{
    /// <summary>Sends a hint.</summary>
    /// <param name="item">What to look at.</param>
    /// <param name="delay">How long it stays invisible: zero to 6 days (Azure allows 7); longer ones are cut, the sweep sends them again.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="StorageException">It could not be sent.</exception>
    Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation);

    /// <summary>
    /// Completes when there is room for a hint. Who sends hints to all that is open asks before each; who has just stored something sends without asking.
    /// A queue that lives in memory is full at some point, and leaves out what it has no room for.
    /// </summary>
    Task RoomAsync(CancellationToken cancellation) => Task.CompletedTask;
}
