using Convo.Functions.Web.Triggers;

namespace Convo.Functions.Standalone.Pump;

/// <summary>Rings the round of the accounts, beside the sweep, the poll and the calendars: an account that answers slowly must hold up none of them.</summary>
/// <param name="accounts">The round, which itself knows when it is time.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class AccountTimer(AccountRound accounts, TimeProvider clock, ILogger<AccountTimer> log) : RoundTimer(
    (_, cancellation) => accounts.LookAsync(cancellation), SweepTimer.DefaultInterval, clock, log);
