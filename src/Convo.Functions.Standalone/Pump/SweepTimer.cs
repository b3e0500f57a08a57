namespace Convo.Functions.Standalone.Pump;

/// <summary>Rings the sweep, at the start for whatever is open and then every minute for what is due.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="interval">From the end of one sweep to the begin of the next.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class SweepTimer(Func<RoundCause, CancellationToken, Task> sweep, TimeSpan interval, TimeProvider clock, ILogger<SweepTimer> log)
    : RoundTimer(sweep, interval, clock, log)
{
    /// <summary>The usual interval.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);
}
