namespace Convo.Functions.Core.Intake;

/// <summary>For heads whose disk goes with the machine: nothing is kept, the delivery is answered 503, and the poll finds the meeting.</summary>
public sealed class NoSpool : ISpool
{
    /// <inheritdoc/>
    public int Waiting => 0;

    /// <inheritdoc/>
    public bool Failing => false;

    /// <inheritdoc/>
    public Task<bool> AddAsync(Arrival arrival, CancellationToken cancellation) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<int> DrainAsync(IAccept accept, CancellationToken cancellation) => Task.FromResult(0);
}
