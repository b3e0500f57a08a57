namespace Convo.Functions.Core.Intake;

/// <summary>Where an arrival goes once its signature was found right: it is stored before this returns.</summary>
public interface IAccept
{
    /// <summary>Stores an arrival. The same arrival again is harmless: exact copies die on the hash of the body.</summary>
    /// <exception cref="Ports.StorageException">It could not be stored, or it is unknown whether it was.</exception>
    Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation);
}
