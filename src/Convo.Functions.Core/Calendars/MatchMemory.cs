using System.Text.Json;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Calendars;

/// <summary>Keeps which event a meeting was, as content of the meeting: as long as that, and gone at once when the meeting is deleted.</summary>
public sealed class MatchMemory(ContentStore content, CalendarStore store)
{
    private const string Name = "calendar";

    /// <summary>The match that was found before; null where none was, or it is not kept any more.</summary>
    public async Task<KnownMatch?> GetAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await content.GetAsync(meeting.Text, Name, cancellation) is { } kept ? JsonSerializer.Deserialize(kept.Span, CalendarJson.Default.KnownMatch) : null;

    /// <summary>Keeps a match.</summary>
    public Task KeepAsync(MeetingKey meeting, KnownMatch match, CancellationToken cancellation) =>
        content.PutAsync(meeting.Text, Name, JsonSerializer.SerializeToUtf8Bytes(match, CalendarJson.Default.KnownMatch), cancellation);

    /// <summary>
    /// Removes the event of a deleted meeting from the snapshot too. To be called before the meeting's content is removed, which tells which it was.
    /// </summary>
    public async Task ForgetAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        if (await GetAsync(meeting, cancellation) is { } match)
        {
            await store.RemoveAsync(meeting.Connection, match.Event, cancellation);
        }
    }
}
