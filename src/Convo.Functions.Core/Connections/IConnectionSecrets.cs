namespace Convo.Functions.Core.Connections;

/// <summary>Reads the secrets of a connection at the moment they are needed; nobody keeps them.</summary>
public interface IConnectionSecrets
{
    /// <summary>The secrets by name, such as <c>apiKey</c> or <c>token</c>; null where none are stored.</summary>
    Task<IReadOnlyDictionary<string, string>?> ReadAsync(Connection connection, CancellationToken cancellation);
}
