using System.Text;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Planning;

/// <summary>The public link of a meeting: made once, and kept as content.</summary>
public sealed class Sharing(IShareLinks links, IConnections connections, ContentStore content)
{
    /// <summary>The name of the link in table <c>content</c>.</summary>
    public const string ContentName = "share-link";

    /// <summary>The link as a fact.</summary>
    public async Task<FactAnswer> ReadAsync(MeetingSnapshot meeting, CancellationToken cancellation)
    {
        if (await content.GetAsync(meeting.Key.Text, ContentName, cancellation) is { } kept)
        {
            return new FactAnswer.Known(FactsOf(Encoding.UTF8.GetString(kept.Span)));
        }

        if (await connections.FindAsync(meeting.Key.Connection, cancellation) is not { } connection)
        {
            return new FactAnswer.Denied($"There is no connection named {meeting.Key.Connection}.", "Add it under connections, then run it again.");
        }

        switch (await links.ShareAsync(connection, meeting.Meeting!.ConversationId, cancellation))
        {
            case ShareAnswer.Link link:
                await content.PutAsync(meeting.Key.Text, ContentName, Encoding.UTF8.GetBytes(link.Url), cancellation);
                return new FactAnswer.Known(FactsOf(link.Url));
            case ShareAnswer.Later later:
                return new FactAnswer.Later(later.Reason, later.Until) { NeedsPerson = later.NeedsPerson };
            case ShareAnswer.Denied denied:
                return new FactAnswer.Denied(denied.Reason, denied.Advice);
            default:
                throw new InvalidOperationException("a link is made, later or denied");
        }
    }

    /// <summary>A link as facts.</summary>
    public static FactValue.Group FactsOf(string url) => new(new Dictionary<string, FactValue>
    {
        ["share"] = new FactValue.Group(new Dictionary<string, FactValue> { ["url"] = new FactValue.Text(url) }),
    });
}
