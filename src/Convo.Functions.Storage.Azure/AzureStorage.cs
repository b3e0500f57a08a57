using Convo.Functions.Core.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Storage.Azure;

/// <summary>Brings Azure's storage into a head.</summary>
public static class AzureStorage
{
    /// <summary>Adds <see cref="ITables"/> and <see cref="IQueues"/> of a storage account. <see cref="EnsureAsync"/> makes its tables and queues.</summary>
    /// <exception cref="ArgumentException">The options don't say where storage is, or how one is let in.</exception>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, AzureStorageOptions options)
    {
        var tables = new AzureTables(options);
        var queues = new AzureQueues(options);
        return services
            .AddSingleton(tables)
            .AddSingleton<ITables>(tables)
            .AddSingleton(queues)
            .AddSingleton<IQueues>(queues);
    }

    /// <summary>Adds <see cref="ISecrets"/> of a key vault.</summary>
    public static IServiceCollection AddVaultSecrets(this IServiceCollection services, VaultOptions options) =>
        services.AddSingleton<ISecrets>(new VaultSecrets(options));

    /// <summary>Makes all tables and queues that are not there yet, at once. A head calls it before it takes work.</summary>
    /// <exception cref="StorageException">One could not be made.</exception>
    public static Task EnsureAsync(AzureTables tables, AzureQueues queues, CancellationToken cancellation) =>
        Task.WhenAll(tables.EnsureAsync(cancellation), queues.EnsureAsync(cancellation));
}
