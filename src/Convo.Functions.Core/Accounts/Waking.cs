using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Core.Accounts;

/// <summary>
/// Has everything go on that waited for a stopped account, once Convo takes it again. What this misses, by a crash in between, looks again within the
/// hour by itself.
/// </summary>
public sealed class Waking(OpenWork open, MeetingStore meetings, PollStore polls, Hints hints, TimeProvider clock)
{
    /// <summary>Wakes the poll and the runs of an account.</summary>
    public async Task WakeAsync(string connection, CancellationToken cancellation)
    {
        if (await polls.CursorAsync(connection, cancellation) is { Trouble: not null } cursor)
        {
            var now = clock.GetUtcNow();
            await polls.WriteAsync(cursor with { NextAt = now, NextList = now, Trouble = null }, cancellation);
        }

        await foreach (var key in open.DueAsync(DateTimeOffset.MaxValue, cancellation))
        {
            if (key.Connection == connection && await WakeAsync(key, cancellation))
            {
                await hints.AdvanceAsync(key, cancellation);
            }
        }
    }

    private async Task<bool> WakeAsync(MeetingKey key, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var isWoken = false;

        foreach (var run in (await meetings.ReadAsync(key, cancellation)).Runs.Where(run => run.IsParked && run.NotBefore > now))
        {
            // Somebody else who changes it has looked at it just now.
            isWoken |= await meetings.WriteAsync(run with { NotBefore = now }, [], cancellation) is not null;
        }

        return isWoken;
    }
}
