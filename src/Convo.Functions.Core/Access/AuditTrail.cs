using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Access;

/// <summary>Who changed what, and when: rows are added, never changed. Holds names and hashes; no meeting content, no secret.</summary>
public sealed class AuditTrail(ITables tables, IChance chance, TimeProvider clock)
{
    private const int MonthsBack = 24;

    /// <summary>Adds a row.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="action">What, such as <c>connection.saved</c>.</param>
    /// <param name="subject">With what: a name of ours.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task RecordAsync(string actor, string action, string subject, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return AddAsync(now, $"{now.UtcTicks:D19}-{chance.NewId()[..8]}", actor, action, subject, cancellation);
    }

    /// <summary>Adds a row, unless there is one of the same action and subject in this hour: for what strangers can cause.</summary>
    public Task OnceAnHourAsync(string actor, string action, string subject, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var hour = now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour);
        return AddAsync(now, $"{hour:D19}-{Digest.Hex(action + "\n" + subject, 8)}", actor, action, subject, cancellation);
    }

    /// <summary>The rows of one month, oldest first.</summary>
    /// <param name="month">Any moment of the month.</param>
    /// <param name="continuation">What the page before gave, or null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<RowPage> ReadAsync(DateTimeOffset month, string? continuation, CancellationToken cancellation) =>
        tables.QueryAsync(TableNames.Audit, new RowRange(Partition(month)), continuation, cancellation);

    /// <summary>Forgets the months that were over before a moment, as far back as two years before it.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        for (var back = 1; back <= MonthsBack; back++)
        {
            await tables.RemoveAsync(TableNames.Audit, new RowRange(Partition(FirstOfMonth(before).AddMonths(-back))), _ => true, cancellation);
        }
    }

    private static DateTimeOffset FirstOfMonth(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Partition(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM}";

    private async Task AddAsync(DateTimeOffset now, string key, string actor, string action, string subject, CancellationToken cancellation)
    {
        var row = new Row(Partition(now), key, new Dictionary<string, RowValue>
        {
            ["at"] = now,
            ["actor"] = actor,
            ["action"] = action,
            ["subject"] = subject,
        });
        await tables.WriteAsync(TableNames.Audit, [new RowChange.Insert(row)], cancellation);
    }
}
