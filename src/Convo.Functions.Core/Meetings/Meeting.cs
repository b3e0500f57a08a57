using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>Our record of one conversation, or its tombstone. Holds nothing that was said.</summary>
/// <param name="Key">Which meeting.</param>
/// <param name="ConversationId">Convo's own id; empty on a tombstone, whose key holds its hash.</param>
/// <param name="FirstSeen">When we first heard of it.</param>
/// <param name="Joined">How many of its events have been looked at; fewer than there are means work.</param>
/// <param name="DeletedAt">When Convo said that it was deleted; null while it lives.</param>
public sealed record Meeting(MeetingKey Key, string ConversationId, DateTimeOffset FirstSeen, long Joined, DateTimeOffset? DeletedAt)
{
    /// <summary>The row key: one row of its kind in the partition.</summary>
    public const string RowKey = "m";

    /// <summary>How we first heard of it.</summary>
    public EventSource HeardBy { get; init; }

    /// <summary>What is left of it once its deletion is done with; null while it lives, or while something is still taken back.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Reads the row.</summary>
    public static Meeting From(Row row) => new(
        new MeetingKey(row.Partition),
        row.Text("conversationId") ?? "",
        row.Time("firstSeen") ?? default,
        row.Number("joined") ?? 0,
        row.Time("deletedAt"))
    { HeardBy = EventSources.Parse(row.Text("heardBy")), Tombstone = Tombstone.From(row), Tag = row.Tag };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["conversationId"] = ConversationId,
            ["firstSeen"] = FirstSeen,
            ["joined"] = Joined,
            ["heardBy"] = HeardBy.Word(),
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("deletedAt", DeletedAt);
        Tombstone?.Write(values);
        return values.Write(Key.Text, RowKey, Tag);
    }
}
