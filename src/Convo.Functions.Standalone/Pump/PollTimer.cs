using Convo.Functions.Core.Polling;

namespace Convo.Functions.Standalone.Pump;

/// <summary>Rings the poll every five minutes, beside the sweep: an account that answers slowly must not hold that up.</summary>
/// <param name="poll">The poll.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class PollTimer(Poll poll, TimeProvider clock, ILogger<SweepTimer> log) : IHostedService, IAsyncDisposable
{
    // Not at the start: what was missed can wait for five minutes, and who starts the program should not.
    private readonly SweepTimer rounds = new(
        (cause, cancellation) => cause is SweepCause.Start ? Task.CompletedTask : poll.RunAsync(cancellation), PollPace.Shortest, clock, log);

    /// <summary>Begins to wait for the first round.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => rounds.StartAsync(cancellationToken);

    /// <summary>Polls no more, and waits for a round that runs until <paramref name="cancellationToken"/> is cancelled; then that is cancelled too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => rounds.StopAsync(cancellationToken);

    /// <summary>Completes when no round runs and none is due at the clock's present time. For tests.</summary>
    public Task SettleAsync(CancellationToken cancellation) => rounds.SettleAsync(cancellation);

    /// <summary>Stops at once: cancels a round that runs.</summary>
    public ValueTask DisposeAsync() => rounds.DisposeAsync();
}
