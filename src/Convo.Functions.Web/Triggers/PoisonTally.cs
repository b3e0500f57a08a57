using System.Globalization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Health;

namespace Convo.Functions.Web.Triggers;

/// <summary>How many hints failed so often that the queue gave them up, by day: one row a day, so that a flood of them costs no more than one.</summary>
public sealed class PoisonTally(ITables tables, IChance chance, TimeProvider clock) : IConcern
{
    private const string Partition = "poison";
    private const string Count = "count";
    private const int MostTries = 5;

    /// <summary>Counts one.</summary>
    /// <exception cref="StorageException">It could not be counted, or too many others were being counted at the same moment.</exception>
    public async Task AddAsync(CancellationToken cancellation)
    {
        var day = Day(clock.GetUtcNow());
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var row = await tables.GetAsync(TableNames.Connections, Partition, day, cancellation);
            var nonce = chance.NewId();
            var written = new Row(Partition, day, new Dictionary<string, RowValue> { [Count] = 1 + (row?.Number(Count) ?? 0), [Nonces.Name] = nonce });
            RowChange change = row is { Tag: { } tag } ? new RowChange.Replace(written, tag) : new RowChange.Insert(written);
            if (await tables.WriteOwnAsync(TableNames.Connections, [change], nonce, cancellation) is not null)
            {
                return;
            }
        }

        throw new StorageException("A poisoned hint could not be counted: others were being counted all the while.", mayHaveHappened: false);
    }

    /// <summary>What health says of those of today and yesterday (UTC).</summary>
    public async Task<HealthConcern?> FindAsync(CancellationToken cancellation)
    {
        var since = new RowRange(Partition, From: Day(clock.GetUtcNow() - TimeSpan.FromDays(1)));
        var rows = await tables.ReadAllAsync(TableNames.Connections, since, cancellation);
        return rows.Sum(row => row.Number(Count) ?? 0) is > 0 and var count
            ? new HealthConcern(
                "poison", count, "Hints failed again and again since yesterday. The log names the error; their work is found again by the sweep "
                + "each minute, and this goes away a day after the last one.", Degrades: true)
            : null;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
