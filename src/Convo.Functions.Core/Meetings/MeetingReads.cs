using System.Text;
using Convo.Functions.Core.Content;

namespace Convo.Functions.Core.Meetings;

/// <summary>What people see of meetings and runs. Reads only; what it shows was written by the flow.</summary>
public sealed class MeetingReads(MeetingStore meetings, Timeline timeline, ContentStore content)
{
    /// <summary>One page of meetings, newest first.</summary>
    /// <exception cref="FormatException">The cursor isn't one that this list gave.</exception>
    public async Task<(IReadOnlyList<MeetingSnapshot> Meetings, string? Next)> ListAsync(string? after, int take, CancellationToken cancellation)
    {
        var page = await timeline.ReadAsync(after, take, cancellation);
        var read = await Task.WhenAll(page.Entries.Select(e => e.Meeting).Distinct().Select(key => meetings.ReadAsync(key, cancellation)));
        return ([.. read.Where(meeting => meeting.Meeting is not null)], page.Next);
    }

    /// <summary>One meeting by the connection it came by and Convo's id, or a tombstone by the hash of that; null where there is none.</summary>
    public async Task<MeetingSnapshot?> FindAsync(string connection, string conversationId, CancellationToken cancellation)
    {
        if (await meetings.ReadAsync(MeetingKey.For(connection, conversationId), cancellation) is { Events.Count: > 0 } meeting)
        {
            return meeting;
        }

        return MeetingKey.Parse($"{connection}-{conversationId}") is { } hashed && hashed.Connection == connection
            && await meetings.ReadAsync(hashed, cancellation) is { Meeting.Tombstone: not null } buried
            ? buried
            : null;
    }

    /// <summary>One run with its deliveries; null where there is none.</summary>
    public async Task<(Run Run, MeetingSnapshot Meeting)?> FindRunAsync(string id, CancellationToken cancellation)
    {
        if (id.Split('|', 2) is not [var text, _] || MeetingKey.Parse(text) is not { } key)
        {
            return null;
        }

        var meeting = await meetings.ReadAsync(key, cancellation);
        return meeting.Runs.FirstOrDefault(r => r.Id == id) is { } run ? (run, meeting) : null;
    }

    /// <summary>The title of a meeting; null where it isn't kept (any more).</summary>
    public async Task<string?> TitleAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await content.GetAsync(meeting.Text, ContentStore.TitleName, cancellation) is { } title ? Encoding.UTF8.GetString(title.Span) : null;
}
