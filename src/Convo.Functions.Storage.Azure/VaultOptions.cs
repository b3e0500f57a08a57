using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure;

/// <summary>Which key vault, as whom, and how long it may take.</summary>
/// <param name="Vault">The vault: <c>https://name.vault.azure.net</c>.</param>
/// <param name="Credential">Who we are.</param>
public sealed record VaultOptions(Uri Vault, TokenCredential Credential)
{
    /// <summary>The longest that one try waits for its answer.</summary>
    public TimeSpan TryFor { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The longest that reading or removing a secret takes, with all its tries; a hook waits for it.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The longest that storing a secret takes. No hook waits for it, and where the name belongs to a removed secret that one has to be brought back
    /// first, which takes Key Vault some seconds.
    /// </summary>
    public TimeSpan StoreWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What carries the requests; null for Azure.Core's own.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>The clock of the network; never one that a trial has moved.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The dice for pauses between tries.</summary>
    public IChance Chance { get; init; } = new SystemChance();
}
