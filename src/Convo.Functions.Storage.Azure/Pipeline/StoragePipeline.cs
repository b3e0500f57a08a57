using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Storage.Azure.Account;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>Builds the pipelines that the clients send through.</summary>
internal static class StoragePipeline
{
    // Microsoft Learn, "Authorize with Microsoft Entra ID": the same for tables and queues of every account.
    private const string Scope = "https://storage.azure.com/.default";
    private const int MostConnections = 128;

    /// <summary>The pipeline to Table Storage.</summary>
    public static HttpPipeline ForTables(AzureStorageOptions options, StorageEndpoints endpoints) =>
        Build(options, endpoints.Key is { } key ? new TableSharedKeyPolicy(key, options.Clock) : Bearer(endpoints), endpoints.Tables);

    /// <summary>The pipeline to Queue Storage.</summary>
    public static HttpPipeline ForQueues(AzureStorageOptions options, StorageEndpoints endpoints) =>
        Build(options, endpoints.Key is { } key ? new QueueSharedKeyPolicy(key, options.Clock) : Bearer(endpoints), endpoints.Queues);

    /// <summary>Switches off what would tell others of rows and people: addresses hold keys, and keys can hold names.</summary>
    public static T Quiet<T>(T options)
        where T : ClientOptions
    {
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }

    private static HttpPipeline Build(AzureStorageOptions options, HttpPipelinePolicy authorization, Uri endpoint)
    {
        var client = Quiet(new StorageClientOptions
        {
            RetryPolicy = new RetryWithin(options.TryFor, options.Clock, options.Chance),
            Transport = options.Transport ?? NewTransport(options, endpoint),
        });
        return HttpPipelineBuilder.Build(client, authorization);
    }

    private static BearerTokenAuthenticationPolicy Bearer(StorageEndpoints endpoints) => new(endpoints.Identity!, Scope);

    private static HttpClientTransport NewTransport(AzureStorageOptions options, Uri endpoint) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !endpoint.IsLoopback,
        ConnectTimeout = options.TryFor,
        MaxConnectionsPerServer = MostConnections,

        // An account can move to other addresses.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    private sealed class StorageClientOptions : ClientOptions;
}
