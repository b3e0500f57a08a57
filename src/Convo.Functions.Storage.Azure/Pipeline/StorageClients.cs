using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Convo.Functions.Storage.Azure.Account;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>Makes Microsoft's clients so that they keep to the product's rules: its tries and limits, and not a word of what is stored.</summary>
internal static class StorageClients
{
    private const int MostConnections = 128;

    /// <summary>The client of Table Storage.</summary>
    public static TableServiceClient Tables(AzureStorageOptions options, StorageEndpoints endpoints)
    {
        var settings = Of(new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06), options, endpoints.Tables);
        settings.AddPolicy(new RemovalsWithBody(), HttpPipelinePosition.PerCall);
        return endpoints.TableKey is { } key
            ? new TableServiceClient(endpoints.Tables, key, settings)
            : new TableServiceClient(endpoints.Tables, endpoints.Identity, settings);
    }

    /// <summary>The client of Queue Storage.</summary>
    public static QueueServiceClient Queues(AzureStorageOptions options, StorageEndpoints endpoints)
    {
        // The version is an old one that every emulator knows; nothing newer is needed. Base64 is what the Functions host expects of a message (its
        // messageEncoding in host.json).
        var settings = Of(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2020_12_06), options, endpoints.Queues);
        settings.MessageEncoding = QueueMessageEncoding.Base64;
        return endpoints.QueueKey is { } key
            ? new QueueServiceClient(endpoints.Queues, key, settings)
            : new QueueServiceClient(endpoints.Queues, endpoints.Identity, settings);
    }

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

    private static T Of<T>(T settings, AzureStorageOptions options, Uri endpoint)
        where T : ClientOptions
    {
        settings.RetryPolicy = new RetryWithin(options.TryFor, options.Clock, options.Chance);
        settings.Transport = options.Transport ?? NewTransport(options, endpoint);
        return Quiet(settings);
    }

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

    /// <summary>
    /// .NET sends a request without a body again by itself where a kept connection breaks. It must not with a removal: the second would find nothing, and
    /// nobody would know of the first. A request with a body, even an empty one, it leaves to us.
    /// </summary>
    private sealed class RemovalsWithBody : HttpPipelineSynchronousPolicy
    {
        /// <inheritdoc/>
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Delete)
            {
                message.Request.Content ??= RequestContent.Create(ReadOnlyMemory<byte>.Empty);
            }
        }
    }
}
