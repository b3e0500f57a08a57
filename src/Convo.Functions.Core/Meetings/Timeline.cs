using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>Meetings by the day we first heard of them, newest first: what the lists read instead of the whole table.</summary>
public sealed class Timeline(ITables tables)
{
    private const string DaysPartition = "days";
    private const string HeardByName = "heardBy";
    private const string LeftName = "left";
    private readonly ConcurrentDictionary<string, bool> knownDays = new(StringComparer.Ordinal);

    /// <summary>Adds a meeting, before its row is made: an entry without a meeting is passed over, a meeting without one would be hidden.</summary>
    public Task AddAsync(MeetingKey meeting, DateTimeOffset firstSeen, EventSource heardBy, CancellationToken cancellation) =>
        AddAsync(meeting, firstSeen, heardBy, Left.No, cancellation);

    /// <summary>The same, saying whether the meeting is still in Convo's list.</summary>
    public async Task AddAsync(MeetingKey meeting, DateTimeOffset firstSeen, EventSource heardBy, Left left, CancellationToken cancellation)
    {
        var day = Day(firstSeen);

        if (!knownDays.ContainsKey(day))
        {
            await UpsertAsync(DaysPartition, NewestFirst(firstSeen.UtcDateTime.Date), [("day", day)], cancellation);
            knownDays[day] = true;
        }

        var key = $"{NewestFirst(firstSeen.UtcDateTime)}|{meeting}";
        await UpsertAsync(day, key, [("meeting", meeting.Text), (HeardByName, heardBy.Word()), .. left.Values(LeftName)], cancellation);
    }

    /// <summary>Whether a meeting stands here.</summary>
    public async Task<bool> HasAsync(MeetingKey meeting, DateTimeOffset firstSeen, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Timeline, Day(firstSeen), $"{NewestFirst(firstSeen.UtcDateTime)}|{meeting}", cancellation) is not null;

    /// <summary>One page of meetings, newest first.</summary>
    /// <param name="after">The cursor that the page before gave; null for the first page.</param>
    /// <param name="take">The most entries wanted.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="FormatException">The cursor isn't one of ours.</exception>
    public async Task<TimelinePage> ReadAsync(string? after, int take, CancellationToken cancellation)
    {
        var cursor = after is null ? null : Cursor.Parse(after);
        var entries = new List<TimelineEntry>();
        var days = await tables.ReadAllAsync(TableNames.Timeline, new RowRange(DaysPartition, cursor?.DayKey), cancellation);

        foreach (var day in days)
        {
            var from = day.Key == cursor?.DayKey ? cursor.EntryKey + '!' : null;
            var range = new RowRange(day.Text("day") ?? "", from, Take: take);
            string? continuation = null;

            do
            {
                var page = await tables.QueryAsync(TableNames.Timeline, range, continuation, cancellation);

                foreach (var row in page.Rows)
                {
                    entries.Add(new TimelineEntry(new MeetingKey(row.Text("meeting") ?? ""), $"{day.Key}~{row.Key}"));

                    if (entries.Count == take)
                    {
                        return new TimelinePage(entries, entries[^1].Cursor);
                    }
                }

                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        return new TimelinePage(entries, null);
    }

    /// <summary>
    /// All meetings that we first heard of since a moment, each with how. A meeting whose first events were joined by two instances at once can stand
    /// here twice.
    /// </summary>
    public async Task<IReadOnlyList<HeardMeeting>> HeardSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var heard = new List<HeardMeeting>();
        var upTo = new RowRange(DaysPartition, Before: NewestFirst(since.UtcDateTime.Date) + '!');

        foreach (var day in await tables.ReadAllAsync(TableNames.Timeline, upTo, cancellation))
        {
            var range = new RowRange(day.Text("day") ?? "", Before: NewestFirst(since.UtcDateTime) + '~');
            heard.AddRange((await tables.ReadAllAsync(TableNames.Timeline, range, cancellation))
                .Select(row => new HeardMeeting(new MeetingKey(row.Text("meeting") ?? ""), EventSources.Parse(row.Text(HeardByName)), Lefts.Parse(row.Text(LeftName)))));
        }

        return heard;
    }

    /// <summary>The entries of whole days that were over before a moment, and of days without any: their own rows go with them.</summary>
    public async IAsyncEnumerable<OldEntry> OlderThanAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = new RowRange(DaysPartition, NewestFirst(before.UtcDateTime.Date) + '!');

        foreach (var day in await tables.ReadAllAsync(TableNames.Timeline, from, cancellation))
        {
            var entries = await tables.ReadAllAsync(TableNames.Timeline, new RowRange(day.Text("day") ?? ""), cancellation);
            foreach (var row in entries)
            {
                yield return new OldEntry(new MeetingKey(row.Text("meeting") ?? ""), row.Partition, row.Key);
            }

            if (entries.Count is 0)
            {
                await tables.WriteAsync(TableNames.Timeline, [new RowChange.Delete(DaysPartition, day.Key)], cancellation);
            }
        }
    }

    /// <summary>Removes an entry.</summary>
    public Task RemoveAsync(OldEntry entry, CancellationToken cancellation) =>
        tables.WriteAsync(TableNames.Timeline, [new RowChange.Delete(entry.Day, entry.RowKey)], cancellation);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string NewestFirst(DateTime time) => (DateTime.MaxValue.Ticks - time.Ticks).ToString("D19", CultureInfo.InvariantCulture);

    private async Task UpsertAsync(string partition, string key, (string Name, string Value)[] values, CancellationToken cancellation)
    {
        var row = new Row(partition, key, values.ToDictionary(value => value.Name, value => (RowValue)value.Value));
        await tables.WriteAsync(TableNames.Timeline, [new RowChange.Upsert(row)], cancellation);
    }

    private sealed record Cursor(string DayKey, string EntryKey)
    {
        public static Cursor Parse(string text) =>
            text.Split('~') is [{ Length: 19 } day, { Length: > 20 and < 200 } entry] && IsKey(day) && IsKey(entry)
                ? new Cursor(day, entry)
                : throw new FormatException("The cursor isn't one that this list gave.");

        private static bool IsKey(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '-');
    }
}

/// <summary>One page of the timeline.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, string? Next);

/// <summary>One entry of the timeline.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Cursor">Where to go on after it.</param>
public sealed record TimelineEntry(MeetingKey Meeting, string Cursor);

/// <summary>A meeting of the timeline, and how we first heard of it.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="By">How.</param>
/// <param name="Left">Whether it is still in Convo's list.</param>
public sealed record HeardMeeting(MeetingKey Meeting, EventSource By, Left Left);

/// <summary>An entry that has been kept long enough.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Day">The partition.</param>
/// <param name="RowKey">The row.</param>
public sealed record OldEntry(MeetingKey Meeting, string Day, string RowKey);

/// <summary>Whether a meeting that we have is in Convo's list no more.</summary>
public enum Left
{
    /// <summary>It is there, as far as we know.</summary>
    No,

    /// <summary>Convo said that it was deleted.</summary>
    Deleted,

    /// <summary>The list does not show it any more, and nobody said why.</summary>
    Unlisted,
}

/// <summary>The words for it, as rows write them.</summary>
internal static class Lefts
{
    public static IReadOnlyList<(string Name, string Value)> Values(this Left left, string name) => left switch
    {
        Left.Deleted => [(name, "deleted")],
        Left.Unlisted => [(name, "unlisted")],
        _ => [],
    };

    public static Left Parse(string? word) => word switch
    {
        "deleted" => Left.Deleted,
        "unlisted" => Left.Unlisted,
        _ => Left.No,
    };
}
