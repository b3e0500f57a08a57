using Convo.Functions.Web.Triggers;

namespace Convo.Functions.Standalone.Pump;

/// <summary>
/// Rings the round of the calendars, beside the sweep and the poll: an account that answers slowly must hold up neither. From the start on, for what
/// begins soon is to be seen before it has begun.
/// </summary>
/// <param name="calendars">The round, which itself knows when it is time.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class CalendarTimer(CalendarRound calendars, TimeProvider clock, ILogger<SweepTimer> log) : IHostedService, IAsyncDisposable
{
    private readonly SweepTimer rounds = new((_, cancellation) => calendars.LookAsync(cancellation), SweepTimer.DefaultInterval, clock, log);

    /// <summary>Begins the first round, and does not wait for it.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => rounds.StartAsync(cancellationToken);

    /// <summary>Looks no more, and waits for a round that runs until <paramref name="cancellationToken"/> is cancelled; then that is cancelled too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => rounds.StopAsync(cancellationToken);

    /// <summary>Completes when no round runs and none is due at the clock's present time. For tests.</summary>
    public Task SettleAsync(CancellationToken cancellation) => rounds.SettleAsync(cancellation);

    /// <summary>Stops at once: cancels a round that runs.</summary>
    public ValueTask DisposeAsync() => rounds.DisposeAsync();
}
