using Azure.Storage.Queues;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Account;
using Convo.Functions.Storage.Azure.Pipeline;

namespace Convo.Functions.Storage.Azure;

/// <summary>
/// The product's one queue in Azure Queue Storage, and beside it the one where the Functions host puts what it gave up on. A message that was sent twice
/// because an answer was lost is harmless: messages are hints.
/// </summary>
public sealed class AzureQueues : IQueues
{
    /// <summary>The queue of work.</summary>
    public const string Work = "work";

    /// <summary>Where the Functions host puts a message that failed too often: its name is the queue's and <c>-poison</c>.</summary>
    public const string Poison = "work-poison";

    // The longest that every version of the service allows (Microsoft Learn, "Put Message"), and longer than any delay.
    private static readonly TimeSpan Lives = TimeSpan.FromDays(7);

    private readonly LimitedCalls calls;
    private readonly QueueClient work;
    private readonly QueueClient poison;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    /// <exception cref="ArgumentException">The options don't say where storage is, or how one is let in.</exception>
    public AzureQueues(AzureStorageOptions options)
    {
        calls = new LimitedCalls("Queue Storage", options.Within, options.Clock);
        var client = StorageClients.Queues(options, StorageEndpoints.Of(options));
        work = client.GetQueueClient(Work);
        poison = client.GetQueueClient(Poison);
    }

    /// <summary>Makes the queues that are not there yet, both at once.</summary>
    /// <exception cref="StorageException">One could not be made.</exception>
    public Task EnsureAsync(CancellationToken cancellation) => Task.WhenAll(
        calls.WriteAsync((_, token) => work.CreateIfNotExistsAsync(cancellationToken: token), cancellation),
        calls.WriteAsync((_, token) => poison.CreateIfNotExistsAsync(cancellationToken: token), cancellation));

    /// <inheritdoc/>
    public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
    {
        var hidden = delay < TimeSpan.Zero ? TimeSpan.Zero : delay > WorkItem.LongestDelay ? WorkItem.LongestDelay : delay;

        // The client cuts seconds off; a hint that comes too early would be for nothing.
        var whole = TimeSpan.FromSeconds(Math.Ceiling(hidden.TotalSeconds));
        return calls.WriteAsync((_, token) => work.SendMessageAsync(item.Encode(), whole, Lives, token), cancellation);
    }
}
