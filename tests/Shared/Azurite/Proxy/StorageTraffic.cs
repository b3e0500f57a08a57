namespace Convo.Functions.Tests.Shared;

/// <summary>One request and what became of it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Fault">What went wrong with it; null where all went well.</param>
/// <param name="Reached">True where storage saw it: this is what Azure counts as a transaction.</param>
public sealed record StorageExchange(StorageRequest Request, StorageFault? Fault, bool Reached);

/// <summary>What has passed through a <see cref="StorageProxy"/>.</summary>
public sealed class StorageTraffic
{
    private readonly Lock gate = new();
    private readonly List<StorageExchange> exchanges = [];
    private readonly List<(Func<StorageRequest, bool> Which, TaskCompletionSource<StorageRequest> Seen)> awaited = [];

    /// <summary>All since the start or the last <see cref="Clear"/>, in the order of their arrival.</summary>
    public IReadOnlyList<StorageExchange> Exchanges
    {
        get
        {
            lock (gate)
            {
                return [.. exchanges];
            }
        }
    }

    /// <summary>How many transactions of each kind storage has seen.</summary>
    public IReadOnlyDictionary<StorageOperation, int> ByOperation => Histogram(request => request.Operation);

    /// <summary>How many transactions each table and queue has seen; "" stands for requests that name none.</summary>
    public IReadOnlyDictionary<string, int> ByContainer => Histogram(request => request.Container ?? "");

    /// <summary>How many transactions storage has seen of a kind.</summary>
    public int Count(Func<StorageRequest, bool> which) => Exchanges.Count(exchange => exchange.Reached && which(exchange.Request));

    /// <summary>How many transactions each partition of a table has seen: what tells whether load is spread.</summary>
    public IReadOnlyDictionary<string, int> PartitionsOf(string table) => Exchanges
        .Where(exchange => exchange.Reached && exchange.Request is { Part: StoragePart.Tables, Partition: not null } && exchange.Request.Container == table)
        .CountBy(exchange => exchange.Request.Partition!)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        lock (gate)
        {
            exchanges.Clear();
        }
    }

    /// <summary>Waits until a request of a kind has arrived, one already seen included.</summary>
    public Task<StorageRequest> SeenAsync(Func<StorageRequest, bool> which)
    {
        lock (gate)
        {
            if (exchanges.Find(exchange => which(exchange.Request)) is { } seen)
            {
                return Task.FromResult(seen.Request);
            }

            var source = new TaskCompletionSource<StorageRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((which, source));
            return source.Task;
        }
    }

    internal void Add(StorageExchange exchange)
    {
        lock (gate)
        {
            exchanges.Add(exchange);
            foreach (var (_, seen) in awaited.Where(waiting => waiting.Which(exchange.Request)))
            {
                seen.TrySetResult(exchange.Request);
            }

            awaited.RemoveAll(waiting => waiting.Seen.Task.IsCompleted);
        }
    }

    private Dictionary<T, int> Histogram<T>(Func<StorageRequest, T> of)
        where T : notnull => Exchanges.Where(exchange => exchange.Reached).CountBy(exchange => of(exchange.Request)).ToDictionary();
}
