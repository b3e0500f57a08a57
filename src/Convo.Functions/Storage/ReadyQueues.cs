using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage;

/// <summary>The queue, made before it is first used.</summary>
internal sealed class ReadyQueues(IQueues queue, FirstUse first) : IQueues
{
    public async Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
    {
        await first.ReadyAsync(cancellation);
        await queue.SendAsync(item, delay, cancellation);
    }
}
