using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage;

namespace Convo.Functions.Storage.Azure.Account;

/// <summary>Where a storage account is, and the one way in that it was given: a key or an identity.</summary>
internal sealed record StorageEndpoints
{
    private StorageEndpoints(Uri tables, Uri queues) => (Tables, Queues) = (WithoutSlash(tables), WithoutSlash(queues));

    /// <summary>Table Storage, without a slash at the end.</summary>
    public Uri Tables { get; }

    /// <summary>Queue Storage, without a slash at the end.</summary>
    public Uri Queues { get; }

    /// <summary>The account key as tables take it; null where an identity is used.</summary>
    public TableSharedKeyCredential? TableKey { get; private init; }

    /// <summary>The account key as queues take it; null where an identity is used.</summary>
    public StorageSharedKeyCredential? QueueKey { get; private init; }

    /// <summary>The identity; null where a key is used.</summary>
    public TokenCredential? Identity { get; private init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">They say too little, or two things at once. No key is shown.</exception>
    public static StorageEndpoints Of(AzureStorageOptions options) => options switch
    {
        { ConnectionString: { Length: > 0 } text, TableEndpoint: null, QueueEndpoint: null, Credential: null } => ConnectionString.Parse(text),
        { ConnectionString: null or "", TableEndpoint: { } tables, QueueEndpoint: { } queues, Credential: { } identity } =>
            new(tables, queues) { Identity = identity },
        _ => throw new ArgumentException(
            "Storage needs either a connection string, or a table endpoint, a queue endpoint and a credential.", nameof(options)),
    };

    /// <summary>An account that is opened by a key.</summary>
    /// <exception cref="FormatException">The key is not base64. It is not shown.</exception>
    public static StorageEndpoints WithKey(Uri tables, Uri queues, string account, string key) =>
        new(tables, queues) { TableKey = new TableSharedKeyCredential(account, key), QueueKey = new StorageSharedKeyCredential(account, key) };

    private static Uri WithoutSlash(Uri endpoint) => new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
}
