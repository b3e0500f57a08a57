using Azure.Core.Pipeline;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Storage.Tests.Azure;

/// <summary>The storage under test on accounts of Azurite.</summary>
internal static class AzuriteAccounts
{
    /// <summary>Long limits, so that a busy machine does not fail a test that is about something else.</summary>
    public static AzureStorageOptions Patient(StorageAccount account) => new()
    {
        ConnectionString = account.ConnectionString,
        TryFor = TimeSpan.FromSeconds(30),
        Within = TimeSpan.FromSeconds(60),
    };

    /// <summary>Short limits, so that a test that waits for them does not take long.</summary>
    public static AzureStorageOptions Hasty(StorageAccount account) => Patient(account) with
    {
        TryFor = TimeSpan.FromMilliseconds(700),
        Within = TimeSpan.FromSeconds(10),
    };

    /// <summary>An account that is opened by an identity over HTTPS.</summary>
    public static AzureStorageOptions Identity(StorageAccount account, AzuriteServer storage, SteadyCredential credential) => new()
    {
        TableEndpoint = account.Tables,
        QueueEndpoint = account.Queues,
        Credential = credential,
        Transport = new HttpClientTransport(storage.CreateHandler()),
        TryFor = TimeSpan.FromSeconds(30),
        Within = TimeSpan.FromSeconds(60),
    };

    /// <summary>The tables of an account, made.</summary>
    public static async Task<AzureTables> TablesAsync(AzureStorageOptions options)
    {
        var tables = new AzureTables(options);
        await tables.EnsureAsync(CancellationToken.None);
        return tables;
    }
}
