using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Polling;

/// <summary>A meeting that Convo has listed, and what is still expected of it: a row in table <c>poll</c>. Holds nothing that was said.</summary>
/// <param name="Key">The meeting.</param>
/// <param name="ConversationId">Convo's id.</param>
/// <param name="FirstListed">When the poll saw it first.</param>
/// <param name="Start">When it began, as listed.</param>
/// <param name="End">When it ended, as listed; null while it runs, or where Convo doesn't tell.</param>
/// <param name="HasTranscript">Whether it has a transcript, as listed.</param>
/// <param name="IsKnown">Whether we have the meeting: one that Convo lists and we don't have is missing.</param>
/// <param name="NextLook">When it is looked at next; null where nothing more is expected.</param>
public sealed record WatchedMeeting(
    MeetingKey Key,
    string ConversationId,
    DateTimeOffset FirstListed,
    DateTimeOffset? Start,
    DateTimeOffset? End,
    bool HasTranscript,
    bool IsKnown,
    DateTimeOffset? NextLook)
{
    /// <summary>What all row keys of this kind start with.</summary>
    public const string Prefix = "m|";

    /// <summary>How many comparisons in a row did not find it in the list, although they should have; counted up to <see cref="UnlistedAfter"/>.</summary>
    public long Unseen { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>After so many comparisons it is no page that moved: the meeting is not in the list any more.</summary>
    public const long UnlistedAfter = 3;

    /// <summary>What its looks are counted from: its end, or, where Convo doesn't tell one, when it was first listed.</summary>
    public DateTimeOffset CountsFrom => End ?? FirstListed;

    /// <summary>A meeting that is listed for the first time.</summary>
    public static WatchedMeeting New(string account, ListedMeeting listed, DateTimeOffset now) => new(
        MeetingKey.For(account, listed.ConversationId), listed.ConversationId, now, listed.Start, listed.End, listed.HasTranscript, IsKnown: false,
        ProbeSchedule.First(listed.End ?? now));

    /// <summary>The same meeting as it is listed now; itself where nothing has changed that the poll looks at.</summary>
    public WatchedMeeting Listed(ListedMeeting listed)
    {
        if (listed.End == End && listed.HasTranscript == HasTranscript && Unseen is 0)
        {
            return this;
        }

        // Its end is news: key points come after that, whatever was looked for before.
        var next = listed.End is { } end && end != End ? ProbeSchedule.First(end) : NextLook;
        return this with { Start = listed.Start ?? Start, End = listed.End ?? End, HasTranscript = listed.HasTranscript || HasTranscript, NextLook = next, Unseen = 0 };
    }

    /// <summary>Reads the row.</summary>
    public static WatchedMeeting From(Row row) => new(
        new MeetingKey($"{row.Partition}-{row.Key[Prefix.Length..]}"),
        row.Text("conversationId") ?? "",
        row.Time("firstListed") ?? default,
        row.Time("start"),
        row.Time("end"),
        row.Flag("hasTranscript"),
        row.Flag("isKnown"),
        row.Time("nextLook"))
    { Unseen = row.Number("unseen") ?? 0, Tag = row.Tag };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["conversationId"] = ConversationId,
            ["firstListed"] = FirstListed,
            ["hasTranscript"] = HasTranscript,
            ["isKnown"] = IsKnown,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("start", Start);
        values.AddIfKnown("end", End);
        values.AddIfKnown("nextLook", NextLook);
        values.AddIfKnown("unseen", Unseen is 0 ? null : Unseen);
        return values.Write(Key.Connection, RowKeyOf(Key), Tag);
    }

    internal static string RowKeyOf(MeetingKey key) => Prefix + key.Text[(key.Connection.Length + 1)..];
}
