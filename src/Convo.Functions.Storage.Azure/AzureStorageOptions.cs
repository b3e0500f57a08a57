using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure;

/// <summary>
/// Where the storage account is, how one is let in, and how long it may take. Either <see cref="ConnectionString"/>, or both endpoints and
/// <see cref="Credential"/>.
/// </summary>
public sealed record AzureStorageOptions
{
    /// <summary>
    /// A connection string with an account key, with explicit endpoints or none, or <c>UseDevelopmentStorage=true</c> (Microsoft Learn, "Configure
    /// Azure Storage connection strings"). Shared access signatures are not understood.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>The endpoint of Table Storage, such as <c>https://name.table.core.windows.net</c>.</summary>
    public Uri? TableEndpoint { get; init; }

    /// <summary>The endpoint of Queue Storage, such as <c>https://name.queue.core.windows.net</c>.</summary>
    public Uri? QueueEndpoint { get; init; }

    /// <summary>Who we are, where there is no key: a managed identity in Azure. Tokens are only ever sent over HTTPS.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>The longest that one try waits for its answer.</summary>
    public TimeSpan TryFor { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// The longest that a call takes, with all its tries. Convo gives up on a hook after 10 seconds.
    /// </summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What carries the requests; null for a transport of its own.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>The clock of the network, by which tries end and requests are dated; never a clock that a trial has moved.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The dice for pauses between tries and for the boundaries of batches.</summary>
    public IChance Chance { get; init; } = new SystemChance();

    /// <summary>The options for an account in Azure's public cloud that lets an identity in.</summary>
    /// <param name="account">The name of the storage account.</param>
    /// <param name="credential">The identity.</param>
    public static AzureStorageOptions ForAccount(string account, TokenCredential credential) => new()
    {
        TableEndpoint = new Uri($"https://{account}.table.core.windows.net"),
        QueueEndpoint = new Uri($"https://{account}.queue.core.windows.net"),
        Credential = credential,
    };
}
