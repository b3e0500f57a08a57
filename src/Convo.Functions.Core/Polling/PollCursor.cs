using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Polling;

/// <summary>How far the poll of an account is: one row in table <c>poll</c>.</summary>
/// <param name="Account">The connection.</param>
/// <param name="WatchedFrom">Meetings that ended before are none of ours: they were held before the account was connected.</param>
/// <param name="NextAt">When there is something to do next; whoever takes a round puts it off first, so that two don't do it at once.</param>
/// <param name="NextList">When the list is read next.</param>
public sealed record PollCursor(string Account, DateTimeOffset WatchedFrom, DateTimeOffset NextAt, DateTimeOffset NextList)
{
    /// <summary>The row key.</summary>
    public const string RowKey = "cursor";

    // Who connects an account has a meeting in mind that was just held.
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    // No limit of Convo lasts longer than its hour. A time further ahead was written by a clock that was wrong; waiting for it would stop the poll.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    private static readonly TimeSpan ComparesEvery = TimeSpan.FromHours(3);

    /// <summary>When the last reading that got to the list's end began; null before the first.</summary>
    public DateTimeOffset? CompleteAt { get; init; }

    /// <summary>Of a reading that is not at its end: since when it reads.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of a reading that is not at its end: when it began.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Of a reading that is not at its end: where it goes on.</summary>
    public int Offset { get; init; }

    /// <summary>The connection's generation that was read last: with another key it is asked at once.</summary>
    public int Generation { get; init; }

    /// <summary>When a whole reading was last compared with what we have; null before the first time.</summary>
    public DateTimeOffset? ComparedAt { get; init; }

    /// <summary>Why it does not get through; null while it does.</summary>
    public PollTrouble? Trouble { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether there is something to do.</summary>
    public bool IsDue(DateTimeOffset now) => IsOver(NextAt, now);

    /// <summary>Whether it is time to compare a whole reading with what we have.</summary>
    public bool ComparesAt(DateTimeOffset now) => !(ComparedAt + ComparesEvery > now) || ComparedAt > now;

    /// <summary>Whether the list is to be read.</summary>
    public bool IsListDue(DateTimeOffset now) => IsOver(NextList, now);

    /// <summary>The cursor of an account that is asked for the first time.</summary>
    public static PollCursor First(string account, DateTimeOffset now) => new(account, now - Before, now, now);

    /// <summary>The cursor with a reading begun, or with the one that is under way.</summary>
    public PollCursor Begin(DateTimeOffset now)
    {
        if (Since is not null && Began <= now)
        {
            return this;
        }

        var watched = WatchedFrom < now ? WatchedFrom : now - Before;
        var from = CompleteAt < now ? CompleteAt.Value : watched;
        return this with { WatchedFrom = watched, Since = from - PollPace.Overlap, Began = now, Offset = 0 };
    }

    /// <summary>The cursor with the reading at its end.</summary>
    public PollCursor Complete() => this with { CompleteAt = Began, Since = null, Began = null, Offset = 0 };

    /// <summary>Reads the row.</summary>
    public static PollCursor From(Row row) => new(
        row.Partition,
        row.Time("watchedFrom") ?? default,
        row.Time("nextAt") ?? default,
        row.Time("nextList") ?? default)
    {
        CompleteAt = row.Time("completeAt"),
        Since = row.Time("since"),
        Began = row.Time("began"),
        Offset = (int)(row.Number("offset") ?? 0),
        Generation = (int)(row.Number("generation") ?? 0),
        ComparedAt = row.Time("comparedAt"),
        Trouble = row.Text("trouble") is { } trouble ? new PollTrouble(trouble, row.Text("advice") ?? "") : null,
        Tag = row.Tag,
    };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["watchedFrom"] = WatchedFrom,
            ["nextAt"] = NextAt,
            ["nextList"] = NextList,
            ["offset"] = (long)Offset,
            ["generation"] = (long)Generation,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("completeAt", CompleteAt);
        values.AddIfKnown("since", Since);
        values.AddIfKnown("began", Began);
        values.AddIfKnown("comparedAt", ComparedAt);
        values.AddIfKnown("trouble", Trouble?.Reason);
        values.AddIfKnown("advice", Trouble?.Advice);
        return values.Write(Account, RowKey, Tag);
    }

    private static bool IsOver(DateTimeOffset time, DateTimeOffset now) => time <= now || time > now + LongestWait;
}
