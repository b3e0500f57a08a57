namespace Convo.Functions.Core.Connections;

/// <summary>Connections as the flow needs them.</summary>
public interface IConnections
{
    /// <summary>The connection with a name; null where there is none.</summary>
    Task<Connection?> FindAsync(string name, CancellationToken cancellation);
}
