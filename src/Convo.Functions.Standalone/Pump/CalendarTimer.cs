using Convo.Functions.Web.Triggers;

namespace Convo.Functions.Standalone.Pump;

/// <summary>
/// Rings the round of the calendars, beside the sweep and the poll: an account that answers slowly must hold up neither. From the start on, for what
/// begins soon is to be seen before it has begun.
/// </summary>
/// <param name="calendars">The round, which itself knows when it is time.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class CalendarTimer(CalendarRound calendars, TimeProvider clock, ILogger<CalendarTimer> log) : RoundTimer(
    (_, cancellation) => calendars.LookAsync(cancellation), SweepTimer.DefaultInterval, clock, log);
