namespace Convo.Functions.Tests.Shared;

/// <summary>How an Azurite lets clients in. Shared keys are understood in both modes.</summary>
public enum AzuriteMode
{
    /// <summary>HTTP, with shared keys only.</summary>
    SharedKey,

    /// <summary>HTTPS with a certificate made for it, and bearer tokens (<see cref="AzuriteToken"/>), which Azurite takes over HTTPS only.</summary>
    Identity,
}
