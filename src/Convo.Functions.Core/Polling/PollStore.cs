using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Polling;

/// <summary>Reads and writes what the poll knows: one partition an account.</summary>
public sealed class PollStore(ITables tables, IChance chance)
{
    private const int RowsPerBatch = 100;

    /// <summary>The cursor of an account; null before its first round.</summary>
    public async Task<PollCursor?> CursorAsync(string account, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Poll, account, PollCursor.RowKey, cancellation) is { } row ? PollCursor.From(row) : null;

    /// <summary>The meetings of an account that Convo has listed lately.</summary>
    public async Task<IReadOnlyList<WatchedMeeting>> WatchedAsync(string account, CancellationToken cancellation) =>
        [.. (await tables.ReadAllAsync(TableNames.Poll, RowRange.Prefix(account, WatchedMeeting.Prefix), cancellation)).Select(WatchedMeeting.From)];

    /// <summary>Writes the cursor.</summary>
    /// <returns>The cursor at its new version; null when somebody else changed it first.</returns>
    public async Task<PollCursor?> WriteAsync(PollCursor cursor, CancellationToken cancellation) =>
        await WriteAsync(cursor.Write, cancellation) is { } tag ? cursor with { Tag = tag } : null;

    /// <summary>Has the list of an account read at the next round: something may have been missed just now. A round under way reads it in any case.</summary>
    public async Task HurryAsync(string account, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await CursorAsync(account, cancellation) is { } cursor && !cursor.IsListDue(now))
        {
            await WriteAsync(cursor with { NextAt = now, NextList = now }, cancellation);
        }
    }

    /// <summary>Writes a meeting.</summary>
    /// <returns>The meeting at its new version; null when somebody else changed it first.</returns>
    public async Task<WatchedMeeting?> WriteAsync(WatchedMeeting meeting, CancellationToken cancellation) =>
        await WriteAsync(meeting.Write, cancellation) is { } tag ? meeting with { Tag = tag } : null;

    /// <summary>Forgets meetings of one account of which nothing is expected any more; where somebody changed one meanwhile, none of its batch.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<WatchedMeeting> meetings, CancellationToken cancellation)
    {
        foreach (var batch in meetings.Chunk(RowsPerBatch))
        {
            RowChange[] changes = [.. batch.Select(m => new RowChange.Delete(m.Key.Connection, WatchedMeeting.RowKeyOf(m.Key), m.Tag))];
            await tables.WriteAsync(TableNames.Poll, changes, cancellation);
        }
    }

    /// <summary>The write that forgets a deleted meeting, whoever else is at its row.</summary>
    public static OrderedWrite Forget(MeetingKey meeting) =>
        new(TableNames.Poll, [new RowChange.Delete(meeting.Connection, WatchedMeeting.RowKeyOf(meeting))]);

    private async Task<string?> WriteAsync(Func<string, RowChange> write, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        return await tables.WriteOwnAsync(TableNames.Poll, [write(nonce)], nonce, cancellation);
    }
}
