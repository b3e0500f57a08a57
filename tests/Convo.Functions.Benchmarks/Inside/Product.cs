using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Functions.Connectors;
using Convo.Functions.Core;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Benchmarks.Inside;

/// <summary>
/// The product without its web surface, in this process: the flow on the embedded store with the pump of the one-machine head, and an action
/// that posts to a sink.
/// </summary>
internal sealed class Product : IAsyncDisposable
{
    public const string Connection = "acme";
    public const string Secret = "whsec_a-secret-of-the-benchmarks";

    private const int Workers = 16;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ServiceProvider services;
    private readonly SqliteTables tables;

    private Product(ServiceProvider services, SqliteTables tables) => (this.services, this.tables) = (services, tables);

    public Flow Flow => Get<Flow>();

    public WorkPump Pump => Get<WorkPump>();

    /// <summary>How many commits the store has made.</summary>
    public long Commits => tables.Commits;

    /// <summary>Puts it together, with a Convo and a Slack connection.</summary>
    /// <param name="database">The database file; null keeps everything in memory.</param>
    /// <param name="sink">Where the action posts to.</param>
    public static async Task<Product> MakeAsync(string? database, Uri sink)
    {
        var store = SqliteTables.Open(new SqliteOptions { Path = database });
        var parts = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole())
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ITables>(store)
            .AddSingleton<ISecrets, MemorySecrets>()
            .AddConvoCore(new FlowOptions())
            .AddConnectors(LoopbackRule.Allowed)
            .AddSingleton<IRecipeAction>(new InstantPost(new HttpClient(new SocketsHttpHandler { UseProxy = false }), sink))
            .AddSingleton<RingCache>()
            .AddSingleton<Rejections>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<ISpool, NoSpool>()
            .AddSingleton<HookDoor>()
            .AddSingleton(s => new WorkPump(
                (hint, cancellation) => s.GetRequiredService<Flow>().FollowAsync(hint, cancellation),
                Workers,
                TimeProvider.System,
                s.GetRequiredService<ILogger<WorkPump>>())
            {
                GivesWay = () => s.GetRequiredService<HookDoor>().IsCrowded,
            })
            .AddSingleton<IQueues>(s => s.GetRequiredService<WorkPump>());
        var product = new Product(parts.BuildServiceProvider(), store);
        await product.ConnectAsync(Connection, "convo", new Uri("http://127.0.0.1:9/"), ("apiKey", "convo_benchmark"), (ConnectionKind.WebhookSecret, Secret));
        await product.ConnectAsync("slack", "slack", new Uri("http://127.0.0.1:9/"), ("token", "xoxb-benchmark"));
        return product;
    }

    /// <summary>Saves and publishes a recipe.</summary>
    public async Task PublishAsync(JsonObject recipe)
    {
        var (store, vocabulary) = (Get<RecipeStore>(), Get<RecipeVocabulary>());
        await store.SaveDraftAsync(Encoding.UTF8.GetBytes(recipe.ToJsonString()), vocabulary, "benchmark", ifTag: null, None);
        await store.PublishAsync((string)recipe["id"]!, vocabulary, ifTag: null, None);
    }

    /// <summary>The product's door.</summary>
    public HookDoor Door() => Get<HookDoor>();

    /// <summary>A door like the product's, with something else behind it.</summary>
    public HookDoor Door(IAccept behind) => new(
        Get<RingCache>(), Get<NewSecrets>(), Get<WebhookStore>(), Get<IHookSignature>(), behind, new NoSpool(), Get<Rejections>(), Get<AuditTrail>(),
        TimeProvider.System, Get<ILogger<HookDoor>>());

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await tables.DisposeAsync();
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private Task ConnectAsync(string name, string kind, Uri address, params (string Name, string Value)[] secrets) => Get<ConnectionStore>().SaveAsync(
        new ConnectionDraft(
            name,
            kind,
            new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri },
            secrets.ToDictionary(secret => secret.Name, secret => secret.Value)),
        None);

    /// <summary>Secrets in memory: encryption is not what is measured, and the ring of secrets is read once a minute.</summary>
    private sealed class MemorySecrets : ISecrets
    {
        private readonly ConcurrentDictionary<string, string> all = new();

        public Task<string?> GetAsync(string name, CancellationToken cancellation) => Task.FromResult(all.GetValueOrDefault(name));

        public Task SetAsync(string name, string value, CancellationToken cancellation) => Task.FromResult(all[name] = value);

        public Task DeleteAsync(string name, CancellationToken cancellation) => Task.FromResult(all.TryRemove(name, out _));
    }
}
