using Convo.Functions.Core.Polling;

namespace Convo.Functions.Standalone.Pump;

/// <summary>
/// Rings the poll every five minutes, beside the sweep: an account that answers slowly must not hold that up. Not at the start: what was missed can wait
/// for five minutes, and who starts the program should not.
/// </summary>
/// <param name="poll">The poll.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class PollTimer(Poll poll, TimeProvider clock, ILogger<PollTimer> log) : RoundTimer(
    (cause, cancellation) => cause is RoundCause.Start ? Task.CompletedTask : poll.RunAsync(cancellation), PollPace.Shortest, clock, log);
