using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Polling;

/// <summary>
/// Brings in what the poll found, as events come in: open-work row, event rows, open-work row, hint. A crash in between is made good by the next look.
/// </summary>
public sealed class Finds(MeetingStore meetings, OpenWork open, Hints hints, TimeProvider clock)
{
    /// <summary>Opens the occasions that the events are about.</summary>
    public async Task OpenAsync(MeetingKey meeting, IReadOnlyList<MeetingEvent> found, CancellationToken cancellation)
    {
        if (found.Count is 0)
        {
            return;
        }

        var due = hints.ExpectedBy(clock.GetUtcNow());
        await open.CreateAsync(meeting, due, [.. found.Select(happened => meetings.Add(meeting, happened))], cancellation);
        await hints.AdvanceAsync(meeting, cancellation);
    }
}
