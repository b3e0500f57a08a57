using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Core.Approvals;

/// <summary>What people see of what waits for a yes. Reads only.</summary>
public sealed class ApprovalReads(MeetingStore meetings, MeetingReads reads, ContentStore content, OpenWork open)
{
    /// <summary>
    /// All deliveries that wait for a yes, those first that wait the shortest. What waits is open work, so the index says which meetings to look at.
    /// </summary>
    public async Task<IReadOnlyList<Delivery>> OpenAsync(CancellationToken cancellation)
    {
        var waiting = new List<Delivery>();

        await foreach (var key in open.DueAsync(DateTimeOffset.MaxValue, cancellation))
        {
            var meeting = await meetings.ReadAsync(key, cancellation);
            waiting.AddRange(meeting.Deliveries.Where(delivery => delivery.State is DeliveryState.Awaiting));
        }

        return [.. waiting.OrderBy(delivery => delivery.Approval!.Until).ThenBy(delivery => delivery.Id.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>One delivery that waits or waited for a yes; null where there is none.</summary>
    public async Task<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellation) =>
        await meetings.ReadAsync(id, cancellation) is { Approval: not null } delivery ? delivery : null;

    /// <summary>What would go out, as plain text; null where it is no longer kept.</summary>
    public async Task<string?> PreviewAsync(MeetingKey meeting, string contentHash, CancellationToken cancellation) =>
        await content.GetAsync(meeting.Text, ContentStore.ArtefactName(contentHash), cancellation) is { } stored
            ? PlannedDelivery.Read(stored).Preview
            : null;

    /// <summary>The meeting's title; null where it is no longer kept.</summary>
    public Task<string?> TitleAsync(MeetingKey meeting, CancellationToken cancellation) => reads.TitleAsync(meeting, cancellation);
}
