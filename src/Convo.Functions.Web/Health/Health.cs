using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Health;

/// <summary>
/// How it stands, proven by writing a row and reading it back. Asked by anybody at any rate, it works at most every two seconds and says nothing
/// that is not for everybody.
/// </summary>
internal sealed partial class Health(
    ITables tables, ISpool spool, HookDoor door, IEnumerable<IConcern> concerns, WebOptions options, IChance chance, TimeProvider clock, ILogger<Health> logger)
    : IDisposable
{
    private const string Partition = "health";
    private const string Key = "probe";
    private const string Nonce = "nonce";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim checking = new(1);
    private HealthReport? last;

    /// <summary>The state, at most two seconds old.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellation)
    {
        if (IsFresh(last))
        {
            return last!;
        }

        await checking.WaitAsync(cancellation);
        try
        {
            return IsFresh(last) ? last! : last = await ProbeAsync();
        }
        finally
        {
            checking.Release();
        }
    }

    public void Dispose() => checking.Dispose();

    private bool IsFresh(HealthReport? report) => report is not null && clock.GetUtcNow() - report.CheckedAt is var age && age >= TimeSpan.Zero && age < Fresh;

    private async Task<HealthReport> ProbeAsync()
    {
        var stores = await StoresAsync();
        var waiting = spool.Waiting;
        var found = new List<HealthConcern>();
        if (waiting > 0 && !options.SpoolIsDurable)
        {
            found.Add(new HealthConcern(
                "not-durable",
                waiting,
                "Events wait for the store on a disk that goes with this instance. If it goes first, their meetings are found by polling.",
                Degrades: true));
        }

        if (stores)
        {
            found.AddRange(await ConcernsAsync());
        }

        var status = (stores, spool) switch
        {
            (false, NoSpool) => HealthStatus.Unhealthy,
            (false, _) => spool.Failing ? HealthStatus.Unhealthy : HealthStatus.Degraded,
            _ => waiting > 0 || spool.Failing || found.Exists(concern => concern.Degrades) ? HealthStatus.Degraded : HealthStatus.Healthy,
        };
        return new HealthReport(status, stores ? "stores" : "down", waiting, door.LastStoredAt, clock.GetUtcNow(), found);
    }

    private async Task<List<HealthConcern>> ConcernsAsync()
    {
        var found = new List<HealthConcern>();
        try
        {
            using var limit = new CancellationTokenSource(StoreWithin, clock);
            foreach (var concern in concerns)
            {
                if (await concern.FindAsync(limit.Token).WaitAsync(limit.Token) is { } news)
                {
                    found.Add(news);
                }
            }
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            Log.NotLooked(logger, e.GetType(), e.StackTrace);
        }

        return found;
    }

    private async Task<bool> StoresAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(StoreWithin, clock);
            return await RoundTripAsync(limit.Token).WaitAsync(limit.Token);
        }
#pragma warning disable CA1031 // Whatever the store throws, it does not store.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.StoreDown(logger, e.GetType(), e.StackTrace);
            return false;
        }
    }

    private async Task<bool> RoundTripAsync(CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        var row = new Row(Partition, Key, new Dictionary<string, RowValue> { [Nonce] = nonce });
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Upsert(row)], cancellation);

        // Another process may have written in between: any row proves as much.
        return await tables.GetAsync(TableNames.Connections, Partition, Key, cancellation) is { } read && read.Text(Nonce) is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store did not take the health probe: {Error}\n{Place}")]
        public static partial void StoreDown(ILogger logger, Type error, string? place);

        [LoggerMessage(2, LogLevel.Warning, "Health could not look at everything: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, Type error, string? place);
    }
}
