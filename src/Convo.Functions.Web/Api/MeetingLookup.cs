using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Problems;

namespace Convo.Functions.Web.Api;

/// <summary>Finds a meeting by Convo's id, which more than one connection may know.</summary>
internal sealed class MeetingLookup(MeetingReads reads, ConnectionStore connections)
{
    /// <summary>The meeting, or why it can't be told which.</summary>
    /// <param name="conversationId">Convo's id.</param>
    /// <param name="connection">The connection it came by; null or empty for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<(MeetingSnapshot? Meeting, ProblemResult? Refusal)> FindAsync(string conversationId, string? connection, CancellationToken cancellation)
    {
        var found = await FindAllAsync(conversationId, connection, cancellation);

        return found switch
        {
            [] => (null, ProblemResult.NotFound("meeting")),
            [var meeting] => (meeting, null),
            _ => (null, ProblemResult.Conflict(
                "More than one connection knows a meeting of this id.",
                $"Say which: connection={string.Join(" or connection=", found.Select(meeting => meeting.Key.Connection))}.")),
        };
    }

    /// <summary>All meetings of this id.</summary>
    public async Task<IReadOnlyList<MeetingSnapshot>> FindAllAsync(string conversationId, string? connection, CancellationToken cancellation)
    {
        var names = string.IsNullOrEmpty(connection) ? await connections.NamesAsync(cancellation) : [connection];
        var found = new List<MeetingSnapshot>();

        foreach (var name in names.Where(ConnectionRules.IsName))
        {
            if (await reads.FindAsync(name, conversationId, cancellation) is { } meeting)
            {
                found.Add(meeting);
            }
        }

        return found;
    }
}
