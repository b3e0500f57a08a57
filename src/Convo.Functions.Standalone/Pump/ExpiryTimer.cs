using Convo.Functions.Web.Triggers;

namespace Convo.Functions.Standalone.Pump;

/// <summary>Rings the round that removes what was kept long enough.</summary>
/// <param name="expiry">The round, which itself knows when it is time.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class ExpiryTimer(ExpiryRound expiry, TimeProvider clock, ILogger<ExpiryTimer> log) : RoundTimer(
    (_, cancellation) => expiry.LookAsync(cancellation), TimeSpan.FromHours(1), clock, log);
