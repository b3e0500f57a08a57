namespace Convo.Functions.Core.Ports;

/// <summary>Keeps secrets by name, encrypted at rest. A name carries a generation; it is never deleted and used again.</summary>
public interface ISecrets
{
    /// <summary>The secret, or null where there is none under this name.</summary>
    /// <exception cref="StorageException">The store could not be reached, or the secret can't be decrypted with the keys at hand.</exception>
    Task<string?> GetAsync(string name, CancellationToken cancellation);

    /// <summary>Stores a secret; replaces what is under the name.</summary>
    /// <param name="name">1 to 127 characters of <c>a-z 0-9 -</c> (Key Vault's rule for names).</param>
    /// <param name="value">The secret, at most 24 KiB.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task SetAsync(string name, string value, CancellationToken cancellation);

    /// <summary>Removes a secret; nothing happens where there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);
}
