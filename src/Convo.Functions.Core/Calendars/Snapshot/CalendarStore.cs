using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Calendars.Snapshot;

/// <summary>
/// The table <c>calendar</c>: for each account what its calendar said of the time around now. Titles and people are in it, so it is kept as shortly as
/// content is; what tells a series is a hash and a time, and no words.
/// </summary>
/// <remarks>
/// One partition an account: <c>s</c> the state · <c>e|time|id</c> an event · <c>o|title|time</c> an occurrence · <c>t|time|meeting</c> a try backwards.
/// </remarks>
public sealed class CalendarStore(ITables tables, IChance chance, FlowOptions options)
{
    // A batch takes 4 MiB, an event up to 60 KiB.
    private const int RowsPerBatch = 40;

    /// <summary>How long an occurrence counts for its series.</summary>
    private static readonly TimeSpan SeriesKeepTime = TimeSpan.FromDays(60);

    // What a summary is matched with must still be there when the summary comes, also where nothing else is kept.
    private static readonly TimeSpan SummaryComesWithin = TimeSpan.FromHours(6);

    /// <summary>How long an event is kept after its end: six hours, in which its summary comes, and the keep-time of content.</summary>
    public TimeSpan KeepTime => SummaryComesWithin + options.Keep.Content;

    /// <summary>What is known of an account's calendar; null before anything was asked.</summary>
    public async Task<CalendarState?> StateAsync(string connection, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Calendar, connection, CalendarState.RowKey, cancellation) is { } row ? CalendarState.From(row) : null;

    /// <summary>Writes the state, and what an answer changed with it. False where somebody else wrote first; then nothing was changed.</summary>
    public async Task<bool> WriteAsync(string connection, CalendarState state, CalendarChanges? changes, CancellationToken cancellation)
    {
        var nonce = chance.NewId();

        // A meeting that stands in the calendar twice is one occurrence; a batch changes no row twice.
        var puts = (changes?.Put ?? []).SelectMany(one => PutsOf(connection, one, nonce)).DistinctBy(put => put.Key).ToList();

        // The state goes first: who has an older answer finds it changed, and leaves it.
        var first = new[] { state.Write(connection, nonce) }.Concat(puts.Take(RowsPerBatch)).ToList();

        if (await tables.WriteOwnAsync(TableNames.Calendar, first, nonce, cancellation) is null)
        {
            return false;
        }

        foreach (var batch in puts.Skip(RowsPerBatch).Chunk(RowsPerBatch))
        {
            await tables.WriteAsync(TableNames.Calendar, batch, cancellation);
        }

        var gone = (changes?.Gone ?? []).Select(CalendarRows.KeyOf);
        var uncounted = (changes?.Gone ?? []).Concat(changes?.Renamed ?? []).Select(one => CalendarRows.OccurrenceKeyOf(connection, one)).OfType<string>();
        await RemoveAsync(connection, [.. gone.Concat(uncounted).Except(puts.Select(put => put.Key))], cancellation);
        return true;
    }

    /// <summary>The events that are kept and begin in a range of time.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> EventsAsync(
        string connection, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var range = new RowRange(connection, CalendarRows.From(CalendarRows.Events, from), CalendarRows.From(CalendarRows.Events, before));
        return [.. (await tables.ReadAllAsync(TableNames.Calendar, range, cancellation)).Select(CalendarRows.Read).OfType<CalendarEvent>()];
    }

    /// <summary>All events that are kept.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> EventsAsync(string connection, CancellationToken cancellation)
    {
        var rows = await tables.ReadAllAsync(TableNames.Calendar, RowRange.Prefix(connection, CalendarRows.Events), cancellation);
        return [.. rows.Select(CalendarRows.Read).OfType<CalendarEvent>()];
    }

    /// <summary>How many occurrences of a title were seen in the last weeks, up to a few more than make a series.</summary>
    public async Task<int> TimesAsync(string connection, string title, CancellationToken cancellation)
    {
        const int Enough = 20;

        if (Series.HashOf(connection, title) is not { } hash)
        {
            return 0;
        }

        var range = RowRange.Prefix(connection, $"{CalendarRows.Occurrences}{hash}|") with { Take = Enough };
        return (await tables.QueryAsync(TableNames.Calendar, range, null, cancellation)).Rows.Count;
    }

    /// <summary>Notes that the calendar was looked into backwards for a meeting; false where that was done before.</summary>
    public async Task<bool> TryOnceAsync(MeetingKey meeting, DateTimeOffset start, CancellationToken cancellation)
    {
        var key = $"{CalendarRows.From(CalendarRows.Tries, start)}|{meeting.Text}";
        var nonce = chance.NewId();
        var row = new Row(meeting.Connection, key, new Dictionary<string, RowValue> { [Nonces.Name] = nonce });
        return await tables.WriteOwnAsync(TableNames.Calendar, [new RowChange.Insert(row)], nonce, cancellation) is not null;
    }

    /// <summary>Removes an event that is kept, and that it was counted: the meeting that it was is deleted.</summary>
    public Task RemoveAsync(string connection, CalendarEvent one, CancellationToken cancellation)
    {
        string[] keys = CalendarRows.OccurrenceKeyOf(connection, one) is { } counted ? [CalendarRows.KeyOf(one), counted] : [CalendarRows.KeyOf(one)];
        return RemoveAsync(connection, keys, cancellation);
    }

    /// <summary>Removes the events and tries that were kept long enough.</summary>
    public async Task RemoveOldAsync(string connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var cutoff = now - KeepTime;

        foreach (var kind in new[] { CalendarRows.Events, CalendarRows.Tries })
        {
            var range = new RowRange(connection, kind, CalendarRows.From(kind, cutoff));
            var rows = await tables.ReadAllAsync(TableNames.Calendar, range, cancellation);
            await RemoveAsync(connection, Over(rows, now), cancellation);
        }
    }

    /// <summary>Removes the occurrences that no longer count. Reads them all: once a day is enough.</summary>
    public async Task RemoveOldOccurrencesAsync(string connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await tables.ReadAllAsync(TableNames.Calendar, RowRange.Prefix(connection, CalendarRows.Occurrences), cancellation);
        await RemoveAsync(connection, Over(rows, now), cancellation);
    }

    /// <summary>Removes everything about an account.</summary>
    public async Task ForgetAsync(string connection, CancellationToken cancellation)
    {
        var rows = await tables.ReadAllAsync(TableNames.Calendar, new RowRange(connection), cancellation);
        await RemoveAsync(connection, [.. rows.Select(row => row.Key)], cancellation);
    }

    private static IReadOnlyList<string> Over(IEnumerable<Row> rows, DateTimeOffset now) =>
        [.. rows.Where(row => row.Time(CalendarRows.Until) is not { } until || until <= now).Select(row => row.Key)];

    private IEnumerable<RowChange> PutsOf(string connection, CalendarEvent one, string nonce)
    {
        yield return new RowChange.Upsert(CalendarRows.ToRow(connection, one, one.End + KeepTime, nonce));

        if (CalendarRows.OccurrenceKeyOf(connection, one) is { } key)
        {
            var values = new Dictionary<string, RowValue> { [CalendarRows.Until] = one.Start + SeriesKeepTime, [Nonces.Name] = nonce };
            yield return new RowChange.Upsert(new Row(connection, key, values));
        }
    }

    // One by one where a batch finds that somebody else removed some of it: a batch is all or nothing.
    private async Task RemoveAsync(string connection, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        foreach (var batch in keys.Distinct().Chunk(RowsPerBatch))
        {
            var deletions = batch.Select(key => (RowChange)new RowChange.Delete(connection, key)).ToList();

            if (await tables.WriteAsync(TableNames.Calendar, deletions, cancellation) is WriteResult.Conflict && deletions.Count > 1)
            {
                foreach (var deletion in deletions)
                {
                    await tables.WriteAsync(TableNames.Calendar, [deletion], cancellation);
                }
            }
        }
    }
}
