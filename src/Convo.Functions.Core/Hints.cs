using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core;

/// <summary>Sends hints to the queue. One that can't be sent is no failure: the state is stored, and the sweep sends it again.</summary>
public sealed partial class Hints(IQueues queue, FlowOptions options, ILogger<Hints> log)
{
    /// <summary>By when a hint that was sent now should have been followed; the sweep takes over then.</summary>
    public DateTimeOffset ExpectedBy(DateTimeOffset now) => now + options.Grace;

    /// <summary>Look at this meeting.</summary>
    public Task AdvanceAsync(MeetingKey meeting, CancellationToken cancellation) =>
        SendAsync(new WorkItem(WorkKind.Advance, meeting.Text), TimeSpan.Zero, cancellation);

    /// <summary>Look at this meeting, among so many others that the queue may have to make room first.</summary>
    public async Task AdvanceInTurnAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        await queue.RoomAsync(cancellation);
        await AdvanceAsync(meeting, cancellation);
    }

    /// <summary>Look at this meeting after a while.</summary>
    public Task AdvanceAsync(MeetingKey meeting, TimeSpan delay, CancellationToken cancellation) =>
        SendAsync(new WorkItem(WorkKind.Advance, meeting.Text), delay, cancellation);

    /// <summary>Make this delivery.</summary>
    public Task DeliverAsync(DeliveryId delivery, CancellationToken cancellation) =>
        SendAsync(new WorkItem(WorkKind.Deliver, delivery.ToString()), TimeSpan.Zero, cancellation);

    private async Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
    {
        try
        {
            await queue.SendAsync(item, delay < WorkItem.LongestDelay ? delay : WorkItem.LongestDelay, cancellation);
        }
        catch (StorageException e)
        {
            Log.NotSent(log, item.Kind, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A hint to {Kind} could not be sent; the sweep will find the work.")]
        public static partial void NotSent(ILogger log, WorkKind kind, Exception cause);
    }
}
