using System.Globalization;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Credits;

/// <summary>
/// The AI credits that recipes have spent, in table <c>budgets</c>: a count for each recipe and calendar month (UTC), and a row for each generation, written
/// together before Convo is called. What is not sure to be unspent counts as spent.
/// </summary>
/// <remarks>
/// One partition an account, <c>credits|{connection}</c>: <c>u|{recipe}|{yyyyMM}</c> how many, <c>d|{meeting}|{n}</c> a drafted e-mail and how far it is,
/// <c>d|{meeting}|{n}|{what}</c> anything else, <c>a</c> what all recipes have taken of what Convo says is left. A generation is known by its meeting and
/// not by its recipe, so that two recipes share one; and by the n of its occasion, so that who runs a recipe again may spend again. Its row stays, a few
/// words a credit: a late look must not buy again what is no longer kept.
/// </remarks>
public sealed class CreditBook(ITables tables, AiQuotas quotas, IChance chance, TimeProvider clock)
{
    /// <summary>How long a generation that is being asked for is left alone: longer than any call to Convo takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int MostTries = 20;

    // Where Convo does not say when it counts anew: a profile read meanwhile tells.
    private static readonly TimeSpan Unsaid = TimeSpan.FromHours(1);

    /// <summary>How far a generation is; null where none was asked for.</summary>
    public async Task<GenerationRow?> FindAsync(GenerationKey key, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Budgets, key.Partition, key.RowKey, cancellation) is { } row ? GenerationRow.From(row) : null;

    /// <summary>
    /// Takes one credit of a recipe's month, and of what the account has left, before Convo is asked. Never more than allowed, however many instances try.
    /// </summary>
    public async Task<Reservation> ReserveAsync(CreditWish wish, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        var key = wish.Key;

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var now = clock.GetUtcNow();
            var count = await tables.GetAsync(TableNames.Budgets, key.Partition, CountKey(wish.Recipe, now), cancellation);
            var used = count?.Number("used") ?? 0;

            if (await FindAsync(key, cancellation) is { } known)
            {
                // Our own first write may have succeeded although its answer was lost.
                return known.Nonce == nonce ? new Reservation.Taken(known) : new Reservation.Known(known);
            }

            if (used + wish.Together > wish.PerMonth)
            {
                return new Reservation.UsedUp(Math.Max(0, wish.PerMonth - used), NextMonth(now));
            }

            var quota = await quotas.FindAsync(key.Meeting.Connection, cancellation);
            var account = await AccountAsync(key, quota, now, cancellation);

            if (LeftOf(quota, now) is { } left && account.Taken + wish.Together > left)
            {
                return NoneLeft(quota, now);
            }

            var row = new GenerationRow(key, wish.Recipe, GenerationState.Asked, now, nonce);
            RowChange[] changes =
            [
                row.Write(tag: null),
                CountOf(key, wish.Recipe, now, used + 1, count?.Tag, nonce),
                .. IsCounted(quota, now) ? new[] { account.Plus(now).Write(key.Partition, nonce) } : [],
            ];

            if (await tables.WriteAsync(TableNames.Budgets, changes, cancellation) is WriteResult.Done done)
            {
                return new Reservation.Taken(row with { Tag = done.Tags[0] });
            }
        }

        // So many others write at this moment that it is better to come back.
        return new Reservation.Busy();
    }

    /// <summary>Notes what became of a generation that was asked for. One that another instance has given up meanwhile stays as that one left it.</summary>
    public Task EndAsync(GenerationRow row, GenerationState state, CancellationToken cancellation) =>
        tables.WriteOwnAsync(TableNames.Budgets, [(row with { State = state }).Write(row.Tag)], row.Nonce, cancellation);

    /// <summary>Gives the credit of a generation back that was certainly not spent.</summary>
    public async Task ReleaseAsync(GenerationRow row, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await tables.GetAsync(TableNames.Budgets, row.Key.Partition, CountKey(row.Recipe, row.AskedAt), cancellation) is not { } count
                || await FindAsync(row.Key, cancellation) is not { } now
                || now.Nonce != row.Nonce)
            {
                return;
            }

            var quota = await quotas.FindAsync(row.Key.Meeting.Connection, cancellation);
            var account = await AccountAsync(row.Key, quota, clock.GetUtcNow(), cancellation);
            RowChange[] changes =
            [
                CountOf(row.Key, row.Recipe, row.AskedAt, Math.Max(0, (count.Number("used") ?? 0) - 1), count.Tag, chance.NewId()),
                new RowChange.Delete(row.Key.Partition, row.Key.RowKey, now.Tag),
                .. account.Tag is null ? [] : new[] { account.Minus(row.AskedAt).Write(row.Key.Partition, chance.NewId()) },
            ];

            if (await tables.WriteAsync(TableNames.Budgets, changes, cancellation) is WriteResult.Done)
            {
                return;
            }
        }
    }

    /// <summary>How many credits a recipe has taken in the month of a moment.</summary>
    public async Task<long> UsedAsync(string connection, string recipe, DateTimeOffset at, CancellationToken cancellation) =>
        (await tables.GetAsync(TableNames.Budgets, GenerationKey.PartitionOf(connection), CountKey(recipe, at), cancellation))?.Number("used") ?? 0;

    // Where there is no limit, or nobody knows one, there is nothing to count against.
    private static bool IsCounted(AiQuota quota, DateTimeOffset now) => LeftOf(quota, now) is not null;

    private static int? LeftOf(AiQuota quota, DateTimeOffset now) => quota.IsKnown || quota.IsExhausted(now) ? quota.LeftAt(now) : null;

    private static Reservation.NoneLeft NoneLeft(AiQuota quota, DateTimeOffset now)
    {
        var until = quota.IsExhausted(now) ? quota.ExhaustedUntil!.Value : quota.ResetsAt > now ? quota.ResetsAt.Value : now + Unsaid;
        return new Reservation.NoneLeft(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Of the account's AI generations of this month none is left that is not planned for; "
                + $"there are new ones from {until.UtcDateTime:d MMMM} on (UTC)."),
            until);
    }

    private async Task<AccountCredits> AccountAsync(GenerationKey key, AiQuota quota, DateTimeOffset now, CancellationToken cancellation) =>
        AccountCredits.From(await tables.GetAsync(TableNames.Budgets, key.Partition, AccountCredits.RowKey, cancellation), quota, now);

    private static string CountKey(string recipe, DateTimeOffset at) => $"u|{recipe}|{at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture)}";

    private static DateTimeOffset NextMonth(DateTimeOffset at) =>
        new DateTimeOffset(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    private static RowChange CountOf(GenerationKey key, string recipe, DateTimeOffset at, long used, string? tag, string nonce) =>
        new Dictionary<string, RowValue> { ["used"] = used, [Nonces.Name] = nonce }.Write(key.Partition, CountKey(recipe, at), tag);
}

/// <summary>What became of taking a credit.</summary>
public abstract record Reservation
{
    private Reservation()
    {
    }

    /// <summary>It is taken: Convo may be asked, once.</summary>
    public sealed record Taken(GenerationRow Row) : Reservation;

    /// <summary>It was asked for before, or is being asked for.</summary>
    public sealed record Known(GenerationRow Row) : Reservation;

    /// <summary>The recipe's credits of this month do not suffice; there are new ones then.</summary>
    public sealed record UsedUp(long Left, DateTimeOffset Until) : Reservation;

    /// <summary>The account's AI generations do not suffice for all recipes together.</summary>
    public sealed record NoneLeft(string Reason, DateTimeOffset Until) : Reservation;

    /// <summary>Too many others write at this moment; nothing was taken.</summary>
    public sealed record Busy : Reservation;
}
