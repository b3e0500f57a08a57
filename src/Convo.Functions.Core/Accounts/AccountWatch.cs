using Convo.Functions.Core.Access;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Accounts;

/// <summary>
/// Notices how an account stands, by its profile: at the start, after its connection was saved, once a day, and when a person says "try again". One call each;
/// who sets out to make it says so in the row first, so that two instances don't both ask.
/// </summary>
public sealed partial class AccountWatch(
    IConvoAccount account, AccountStore accounts, CallBudget budget, Waking waking, AuditTrail audit, TimeProvider clock, ILogger<AccountWatch> log)
{
    private const string Actor = "convo";
    private const int MostTries = 5;

    // A try that found nobody is not made again at once, whatever calls and however often.
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromHours(1);

    /// <summary>How an account stands; asks nobody.</summary>
    public async Task<AccountLook> ReadAsync(string connection, CancellationToken cancellation) =>
        new(await accounts.FindAsync(connection, cancellation), (await budget.ReadAsync(connection, cancellation)).Stop);

    /// <summary>Reads the profile, if it is time.</summary>
    /// <param name="connection">A connection to Convo.</param>
    /// <param name="age">How old what is known may be. A stopped account is tried once a day, however young this wants it.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<AccountLook> LookAsync(Connection connection, TimeSpan age, CancellationToken cancellation)
    {
        var window = await budget.ReadAsync(connection.Name, cancellation);

        // Saved by somebody who did not get as far as saying so.
        if (window.Generation < connection.Generation)
        {
            return await SavedAsync(connection, cancellation);
        }

        var state = await accounts.FindAsync(connection.Name, cancellation);
        return IsDue(state, window.Stop, age, clock.GetUtcNow())
            ? await AskAsync(connection, state, window.Stop, cancellation)
            : new AccountLook(state, window.Stop);
    }

    /// <summary>After its connection was saved: opens the account for the key that it has now, and reads its profile.</summary>
    public async Task<AccountLook> SavedAsync(Connection connection, CancellationToken cancellation)
    {
        var before = (await budget.ReadAsync(connection.Name, cancellation)).Stop;
        await budget.OpenAsync(connection.Name, connection.Generation, cancellation);
        return await AskAsync(connection, await accounts.FindAsync(connection.Name, cancellation), before, cancellation);
    }

    /// <summary>Tries now, because a person says so.</summary>
    public async Task<AccountLook> TryAgainAsync(Connection connection, CancellationToken cancellation)
    {
        var before = (await budget.ReadAsync(connection.Name, cancellation)).Stop;
        return await AskAsync(connection, await accounts.FindAsync(connection.Name, cancellation), before, cancellation);
    }

    /// <summary>Forgets an account: its connection was removed.</summary>
    public async Task ForgetAsync(Connection connection, CancellationToken cancellation)
    {
        await accounts.ForgetAsync(connection.Name, cancellation);

        // A removed connection must not be told as stopped.
        await budget.OpenAsync(connection.Name, connection.Generation, cancellation);
    }

    private static bool IsDue(AccountState? state, AccountStop? stop, TimeSpan age, DateTimeOffset now)
    {
        if (state?.AskedAt is { } asked && asked <= now && now - asked < AsksAgainAfter)
        {
            return false;
        }

        return stop is not null ? stop.IsTryDue(now) : state?.ReadAt is not { } read || read > now || now - read >= age;
    }

    private async Task<AccountLook> AskAsync(Connection connection, AccountState? known, AccountStop? before, CancellationToken cancellation)
    {
        var asks = (known ?? new AccountState(connection.Name, Generation: 0)) with { AskedAt = clock.GetUtcNow() };

        if (await accounts.WriteAsync(asks, cancellation) is not { } state)
        {
            return await ReadAsync(connection.Name, cancellation);
        }

        var answer = await account.ProfileAsync(connection, cancellation);
        var isChange = false;

        if (answer is AccountAnswer<AccountProfile>.Here(var profile))
        {
            (state, isChange) = await LearnAsync(connection, state, profile, cancellation);
        }

        var after = (await budget.ReadAsync(connection.Name, cancellation)).Stop;

        if (before is not null && after is null)
        {
            await audit.RecordAsync(Actor, "account.goes-on", connection.Name, cancellation);
            Log.GoesOn(log, connection.Name);
            await waking.WakeAsync(connection.Name, cancellation);
        }

        return new AccountLook(state, after)
        {
            IsTierChange = isChange,
            IsMended = before is not null && after is null,
            Trouble = answer as AccountAnswer<AccountProfile>.Not,
        };
    }

    private async Task<(AccountState State, bool IsChange)> LearnAsync(
        Connection connection, AccountState asked, AccountProfile profile, CancellationToken cancellation)
    {
        var state = asked;

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var now = clock.GetUtcNow();
            var learnt = state.Learn(profile, connection.Generation, now);

            if (await accounts.WriteAsync(learnt, cancellation) is not { } written)
            {
                state = await accounts.FindAsync(connection.Name, cancellation) ?? new AccountState(connection.Name, Generation: 0);
                continue;
            }

            if (learnt.TierChangedAt != now || learnt.TierBefore is not { } before)
            {
                return (written, false);
            }

            await audit.RecordAsync(Actor, "account.tier-changed", $"{connection.Name}/{before}>{learnt.Tier}", cancellation);
            Log.TierChanged(log, connection.Name, before, learnt.Tier);
            return (written, true);
        }

        return (state, false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Convo takes connection {Connection} again; what waited for it goes on")]
        public static partial void GoesOn(ILogger log, string connection);

        [LoggerMessage(2, LogLevel.Information, "The plan of connection {Connection} changed from {Before} to {Tier}; its webhook is looked after")]
        public static partial void TierChanged(ILogger log, string connection, string before, string? tier);
    }
}

/// <summary>How an account stands.</summary>
/// <param name="State">What its profile said last; null where it was never read.</param>
/// <param name="Stop">That it is stopped; null while it works.</param>
public sealed record AccountLook(AccountState? State, AccountStop? Stop)
{
    /// <summary>True where this look found another plan than the one before: then its webhook has to be looked after.</summary>
    public bool IsTierChange { get; init; }

    /// <summary>True where this look found that a stopped account works again.</summary>
    public bool IsMended { get; init; }

    /// <summary>Why this look could not read the profile; null where it did, or did not ask.</summary>
    public AccountAnswer<AccountProfile>.Not? Trouble { get; init; }
}
