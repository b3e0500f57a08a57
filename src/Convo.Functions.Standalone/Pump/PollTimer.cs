using Convo.Functions.Core.Polling;

namespace Convo.Functions.Standalone.Pump;

/// <summary>Rings the poll at the start and every five minutes, beside the sweep: an account that answers slowly must not hold that up.</summary>
/// <param name="poll">The poll.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class PollTimer(Poll poll, TimeProvider clock, ILogger<SweepTimer> log) : IHostedService, IAsyncDisposable
{
    private readonly SweepTimer rounds = new((_, cancellation) => poll.RunAsync(cancellation), PollPace.Shortest, clock, log);

    /// <summary>Begins the first round, and does not wait for it.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => rounds.StartAsync(cancellationToken);

    /// <summary>Polls no more, and waits for a round that runs until <paramref name="cancellationToken"/> is cancelled; then that is cancelled too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => rounds.StopAsync(cancellationToken);

    /// <summary>Completes when no round runs and none is due at the clock's present time. For tests.</summary>
    public Task SettleAsync(CancellationToken cancellation) => rounds.SettleAsync(cancellation);

    /// <summary>Stops at once: cancels a round that runs.</summary>
    public ValueTask DisposeAsync() => rounds.DisposeAsync();
}
