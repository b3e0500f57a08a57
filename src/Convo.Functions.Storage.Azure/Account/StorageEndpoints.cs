using Azure.Core;

namespace Convo.Functions.Storage.Azure.Account;

/// <summary>Where a storage account is, and the one way in that it was given: a key or an identity.</summary>
internal sealed record StorageEndpoints
{
    private StorageEndpoints(Uri tables, Uri queues, SharedKeyCredential? key, TokenCredential? identity) =>
        (Tables, Queues, Key, Identity) = (WithoutSlash(tables), WithoutSlash(queues), key, identity);

    /// <summary>Table Storage, without a slash at the end.</summary>
    public Uri Tables { get; }

    /// <summary>Queue Storage, without a slash at the end.</summary>
    public Uri Queues { get; }

    /// <summary>The account key; null where an identity is used.</summary>
    public SharedKeyCredential? Key { get; }

    /// <summary>The identity; null where a key is used.</summary>
    public TokenCredential? Identity { get; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">They say too little, or two things at once. No key is shown.</exception>
    public static StorageEndpoints Of(AzureStorageOptions options) => options switch
    {
        { ConnectionString: { Length: > 0 } text, TableEndpoint: null, QueueEndpoint: null, Credential: null } => ConnectionString.Parse(text),
        { ConnectionString: null or "", TableEndpoint: { } tables, QueueEndpoint: { } queues, Credential: { } identity } => new(tables, queues, null, identity),
        _ => throw new ArgumentException(
            "Storage needs either a connection string, or a table endpoint, a queue endpoint and a credential.", nameof(options)),
    };

    /// <summary>An account that is opened by a key.</summary>
    public static StorageEndpoints WithKey(Uri tables, Uri queues, SharedKeyCredential key) => new(tables, queues, key, identity: null);

    private static Uri WithoutSlash(Uri endpoint) => new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
}
