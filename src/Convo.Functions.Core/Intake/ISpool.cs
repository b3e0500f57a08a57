namespace Convo.Functions.Core.Intake;

/// <summary>Keeps signed events while the store is down.</summary>
public interface ISpool
{
    /// <summary>How many events wait in it.</summary>
    int Waiting { get; }

    /// <summary>True where the last event could not be kept.</summary>
    bool Failing { get; }

    /// <summary>Keeps an arrival durably; false where that is not possible.</summary>
    Task<bool> AddAsync(Arrival arrival, CancellationToken cancellation);

    /// <summary>Hands on what waits, oldest first, until it is empty or the store is down again.</summary>
    /// <returns>How many were handed on.</returns>
    Task<int> DrainAsync(IAccept accept, CancellationToken cancellation);
}
