using Azure.Core;
using Azure.Identity;
using Convo.Functions.Core.Ports;
using Convo.Functions.Settings;
using Convo.Functions.Storage.Azure;

namespace Convo.Functions.Storage;

/// <summary>Puts the stores into the program.</summary>
internal static class StorageServices
{
    /// <summary>Adds tables, queue, and the vault where there is one; nothing is asked before it is needed.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, FunctionsOptions options)
    {
        var storage = options.Storage;
        var identity = new Lazy<TokenCredential>(() => Identity(storage));
        if (options.VaultUri is { } vault)
        {
            services.AddVaultSecrets(new VaultOptions(vault, identity.Value));
        }

        return services
            .AddAzureStorage(storage.ConnectionString is { } account
                ? new AzureStorageOptions { ConnectionString = account }
                : new AzureStorageOptions { TableEndpoint = storage.Tables, QueueEndpoint = storage.Queues, Credential = identity.Value })
            .AddSingleton(s => new FirstUse(
                stop => AzureStorage.EnsureAsync(s.GetRequiredService<AzureTables>(), s.GetRequiredService<AzureQueues>(), stop),
                s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping))
            .AddSingleton<ITables>(s => new ReadyTables(s.GetRequiredService<AzureTables>(), s.GetRequiredService<FirstUse>()))
            .AddSingleton<IQueues>(s => new ReadyQueues(s.GetRequiredService<AzureQueues>(), s.GetRequiredService<FirstUse>()))
            .AddHostedService<FirstSteps>();
    }

    // The vault is opened as the storage account is.
    private static TokenCredential Identity(StorageSettings storage) => (storage.IsManagedIdentity, storage.ClientId) switch
    {
        (true, { } client) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client)),
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = storage.ClientId }),
    };
}
