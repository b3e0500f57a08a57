using Azure;
using Azure.Security.KeyVault.Secrets;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Pipeline;
using Convo.Functions.Storage.Azure.Vault;

namespace Convo.Functions.Storage.Azure;

/// <summary>The product's secrets in Azure Key Vault. No secret, and no body of an answer, ever reaches an exception.</summary>
public sealed class VaultSecrets : ISecrets
{
    private const string Service = "Key Vault";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly VaultOptions options;
    private readonly SecretClient client;
    private readonly LimitedCalls calls;
    private readonly LimitedCalls stores;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    public VaultSecrets(VaultOptions options)
    {
        this.options = options;
        client = NewClient(options);
        calls = new LimitedCalls(Service, options.Within, options.Clock);
        stores = new LimitedCalls(Service, options.StoreWithin, options.Clock);
    }

    /// <inheritdoc/>
    public Task<string?> GetAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        return calls.ReadAsync(token => ReadAsync(name, token), cancellation);
    }

    /// <inheritdoc/>
    public Task SetAsync(string name, string value, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        SecretRules.CheckValue(value);
        return stores.WriteAsync((_, token) => StoreAsync(name, value, token), cancellation);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        return calls.WriteAsync((_, token) => RemoveAsync(name, token), cancellation);
    }

    private static SecretClient NewClient(VaultOptions options)
    {
        var settings = StorageClients.Quiet(new SecretClientOptions { RetryPolicy = new RetryWithin(options.TryFor, options.Clock, options.Chance) });
        if (options.Transport is { } transport)
        {
            settings.Transport = transport;
        }

        return new SecretClient(options.Vault, options.Credential, settings);
    }

    // The exception of Microsoft's client shows the whole answer; only its status and code go further.
    private static RequestFailedException Bare(RequestFailedException failure)
    {
        var code = VaultError.CodeOf(failure);
        return new RequestFailedException(failure.Status, $"{Service} answered {failure.Status} {code}.", code, innerException: null);
    }

    private async Task<string?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await client.GetSecretAsync(name, version: null, cancellation)).Value.Value;
        }
        catch (RequestFailedException failure) when (failure.Status is 404)
        {
            return null;
        }
        catch (RequestFailedException failure) when (failure.Status is not 0)
        {
            throw Bare(failure);
        }
    }

    private async Task<bool> StoreAsync(string name, string value, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await client.SetSecretAsync(name, value, cancellation);
                return true;
            }
            catch (RequestFailedException failure) when (failure.Status is 409)
            {
                // Being removed, removed or being brought back: the name is free again in a while. Only the limit of the whole call ends this.
                if (VaultError.CodeOf(failure) is VaultError.Deleted)
                {
                    await BringBackAsync(name, cancellation);
                }
            }
            catch (RequestFailedException failure) when (failure.Status is not 0)
            {
                throw Bare(failure);
            }

            await Task.Delay(Pause * (0.5 + options.Chance.Next()), options.Clock, cancellation);
        }
    }

    /// <summary>
    /// Begins to bring a removed secret back, so that its name can have a new version. The other way out, removing it for good, is none: a vault with
    /// purge protection forbids it, and it takes a right that the app should not have (Microsoft Learn, "Azure Key Vault soft-delete overview").
    /// </summary>
    private async Task BringBackAsync(string name, CancellationToken cancellation)
    {
        try
        {
            await client.StartRecoverDeletedSecretAsync(name, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409)
        {
            // Somebody else is at it.
        }
        catch (RequestFailedException failure) when (failure.Status is not 0)
        {
            throw Bare(failure);
        }
    }

    private async Task<bool> RemoveAsync(string name, CancellationToken cancellation)
    {
        try
        {
            await client.StartDeleteSecretAsync(name, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409)
        {
            return false;
        }
        catch (RequestFailedException failure) when (failure.Status is not 0)
        {
            throw Bare(failure);
        }
    }
}
