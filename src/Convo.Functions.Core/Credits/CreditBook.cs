using System.Globalization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Credits;

/// <summary>
/// The AI credits that recipes have spent, in table <c>budgets</c>: a count for each recipe and calendar month (UTC), and a row for each draft, written
/// together before Convo is called. What is not sure to be unspent counts as spent.
/// </summary>
/// <remarks>
/// One partition an account, <c>credits|{connection}</c>: <c>u|{recipe}|{yyyyMM}</c> how many, <c>d|{meeting}|{n}</c> a draft and how far it is. A draft
/// is known by its meeting and not by its recipe, so that two recipes share one; and by the n of its occasion, so that who runs a recipe again may
/// spend again. Its row stays, a few words a credit: a late look must not buy again what is no longer kept.
/// </remarks>
public sealed class CreditBook(ITables tables, IChance chance, TimeProvider clock)
{
    /// <summary>How long a draft that is being asked for is left alone: longer than any call to Convo takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int MostTries = 20;

    /// <summary>How far the draft of an occasion is; null where none was asked for.</summary>
    public async Task<DraftRow?> FindAsync(DraftKey draft, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Budgets, draft.Partition, draft.RowKey, cancellation) is { } row ? DraftRow.From(row) : null;

    /// <summary>
    /// Takes one credit of a recipe's month for a draft, before it is asked for. Never more than allowed, however many instances try at once.
    /// </summary>
    public async Task<Reservation> ReserveAsync(DraftKey draft, string recipe, int perMonth, CancellationToken cancellation)
    {
        var nonce = chance.NewId();

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var now = clock.GetUtcNow();
            var count = await tables.GetAsync(TableNames.Budgets, draft.Partition, CountKey(recipe, now), cancellation);
            var used = count?.Number("used") ?? 0;

            if (await FindAsync(draft, cancellation) is { } known)
            {
                // Our own first write may have succeeded although its answer was lost.
                return known.Nonce == nonce ? new Reservation.Taken(known) : new Reservation.Known(known);
            }

            if (used >= perMonth)
            {
                return new Reservation.UsedUp(NextMonth(now));
            }

            var row = new DraftRow(draft, recipe, DraftState.Asked, now, nonce);
            var changes = new[] { CountOf(draft, recipe, now, used + 1, count?.Tag, nonce), row.Write(tag: null) };

            if (await tables.WriteAsync(TableNames.Budgets, changes, cancellation) is WriteResult.Done done)
            {
                return new Reservation.Taken(row with { Tag = done.Tags[1] });
            }
        }

        // So many others write at this moment that it is better to come back.
        return new Reservation.Busy();
    }

    /// <summary>Notes what became of a draft that was asked for. One that another instance has given up meanwhile stays as that one left it.</summary>
    public Task EndAsync(DraftRow draft, DraftState state, CancellationToken cancellation) =>
        tables.WriteOwnAsync(TableNames.Budgets, [(draft with { State = state }).Write(draft.Tag)], draft.Nonce, cancellation);

    /// <summary>Gives the credit of a draft back that was certainly not spent.</summary>
    public async Task ReleaseAsync(DraftRow draft, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await tables.GetAsync(TableNames.Budgets, draft.Key.Partition, CountKey(draft.Recipe, draft.AskedAt), cancellation) is not { } count
                || await FindAsync(draft.Key, cancellation) is not { } now
                || now.Nonce != draft.Nonce)
            {
                return;
            }

            RowChange[] changes =
            [
                CountOf(draft.Key, draft.Recipe, draft.AskedAt, Math.Max(0, (count.Number("used") ?? 0) - 1), count.Tag, chance.NewId()),
                new RowChange.Delete(draft.Key.Partition, draft.Key.RowKey, now.Tag),
            ];

            if (await tables.WriteAsync(TableNames.Budgets, changes, cancellation) is WriteResult.Done)
            {
                return;
            }
        }
    }

    /// <summary>How many credits a recipe has taken in the month of a moment.</summary>
    public async Task<long> UsedAsync(string connection, string recipe, DateTimeOffset at, CancellationToken cancellation) =>
        (await tables.GetAsync(TableNames.Budgets, DraftKey.PartitionOf(connection), CountKey(recipe, at), cancellation))?.Number("used") ?? 0;

    private static string CountKey(string recipe, DateTimeOffset at) => $"u|{recipe}|{at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture)}";

    private static DateTimeOffset NextMonth(DateTimeOffset at) =>
        new DateTimeOffset(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    private static RowChange CountOf(DraftKey draft, string recipe, DateTimeOffset at, long used, string? tag, string nonce) =>
        new Dictionary<string, RowValue> { ["used"] = used, [Nonces.Name] = nonce }.Write(draft.Partition, CountKey(recipe, at), tag);
}

/// <summary>What became of taking a credit.</summary>
public abstract record Reservation
{
    private Reservation()
    {
    }

    /// <summary>It is taken: the draft may be asked for, once.</summary>
    public sealed record Taken(DraftRow Draft) : Reservation;

    /// <summary>The draft was asked for before, or is being asked for.</summary>
    public sealed record Known(DraftRow Draft) : Reservation;

    /// <summary>The recipe's credits of this month are used up; there are new ones then.</summary>
    public sealed record UsedUp(DateTimeOffset Until) : Reservation;

    /// <summary>Too many others write at this moment; nothing was taken.</summary>
    public sealed record Busy : Reservation;
}
