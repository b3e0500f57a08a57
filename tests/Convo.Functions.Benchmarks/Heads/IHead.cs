using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>A head of the product with its store, as it is shipped: what figures are measured on, side by side.</summary>
internal interface IHead
{
    /// <summary>Which it is, for the tables.</summary>
    string Name { get; }

    /// <summary>How many events <see cref="DrainAsync"/> is measured with: enough for half a minute at least.</summary>
    int EventsToDrain { get; }

    /// <summary>Starts a new one with an empty store, and connects it to accounts on this machine.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="convo">Where Convo is.</param>
    /// <param name="slack">Where Slack is.</param>
    Task<IApp> StartAsync(string folder, Uri convo, Uri slack);

    /// <summary>Stores events and queues their hints while nobody works, then lets a recipe of two instant actions run on each.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="sink">Where the actions post to.</param>
    /// <param name="events">How many events.</param>
    Task<Drained> DrainAsync(string folder, Uri sink, int events);
}

/// <summary>What draining came to.</summary>
/// <param name="Seconds">How long the runs took, all together.</param>
/// <param name="Writes">What the store did for them, in words.</param>
internal sealed record Drained(double Seconds, string Writes);

/// <summary>A running head.</summary>
internal interface IApp : IAsyncDisposable
{
    /// <summary>Its API.</summary>
    AppApi Api { get; }

    /// <summary>Where Convo's events for a connection go.</summary>
    Uri Hook(string connection);

    /// <summary>The resident memory of its process, in bytes.</summary>
    long ResidentBytes { get; }

    /// <summary>Its store, past the app; to be disposed of where it can be.</summary>
    ITables OpenStore();

    /// <summary>How many rows a table has whose keys begin so; may be asked while it runs.</summary>
    Task<long> CountAsync(string table, string keyPrefix);

    /// <summary>Stops it. Its store stays until it is disposed of.</summary>
    Task StopAsync();

    /// <summary>Starts its program alone on the same store, without waiting for it.</summary>
    ChildProcess Launch(int port);
}
