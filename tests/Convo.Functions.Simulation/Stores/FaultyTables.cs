using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Stores;

/// <summary>
/// Another store, with faults at the calls that a script names. A matrix runs once without a script to learn the calls, then once for each fault at each.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="script">The fault of a call by its number, from 0; calls that it doesn't name go well.</param>
public sealed class FaultyTables(ITables inner, IReadOnlyDictionary<int, TableFault> script) : ITables
{
    private readonly Lock gate = new();
    private readonly List<TableOperationKind> calls = [];
    private readonly RowHistory history = new();

    /// <summary>The calls made so far, in order.</summary>
    public IReadOnlyList<TableOperationKind> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        RowRules.CheckGet(table, partition, key);
        var fault = NextFault(TableOperationKind.Get);
        await FailBeforeAsync(fault, write: false, cancellation);
        var row = await inner.GetAsync(table, partition, key, cancellation);
        FailAfter(fault, write: false);
        return fault is TableFault.StaleRead ? history.Before(table, partition, key, row) : row;
    }

    public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        RowRules.CheckQuery(table, range);
        var fault = NextFault(TableOperationKind.Query);
        await FailBeforeAsync(fault, write: false, cancellation);
        var page = await inner.QueryAsync(table, range, continuation, cancellation);
        FailAfter(fault, write: false);
        return fault is TableFault.StaleRead ? history.Before(table, range, continuation, page) : page;
    }

    public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        RowRules.CheckWrite(table, changes);
        var fault = NextFault(TableOperationKind.Write);
        await FailBeforeAsync(fault, write: true, cancellation);
        var first = await ApplyAsync(table, changes, cancellation);
        if (fault is not (TableFault.Duplicated or TableFault.RetriedByTransport))
        {
            FailAfter(fault, write: true);
            return first;
        }

        var second = await ApplyAsync(table, changes, cancellation);
        return fault is TableFault.Duplicated ? first : second;
    }

    private TableFault NextFault(TableOperationKind kind)
    {
        lock (gate)
        {
            calls.Add(kind);
            return script.GetValueOrDefault(calls.Count - 1);
        }
    }

    private async Task<WriteResult> ApplyAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        List<Row?> before = [];
        foreach (var change in changes)
        {
            before.Add(await inner.GetAsync(table, change.Partition, change.Key, cancellation));
        }

        var result = await inner.WriteAsync(table, changes, cancellation);
        if (result is WriteResult.Done)
        {
            history.Remember(table, changes, before);
        }

        return result;
    }

    private static async Task FailBeforeAsync(TableFault fault, bool write, CancellationToken cancellation)
    {
        switch (fault)
        {
            case TableFault.Timeout:
                throw new StorageException("No answer in time.", mayHaveHappened: write);
            case TableFault.InternalError:
                throw new StorageException("The store answered 500.", mayHaveHappened: write);
            case TableFault.Busy:
                throw new StorageException("The store answered 503.", mayHaveHappened: false);
            case TableFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                break;
        }
    }

    private static void FailAfter(TableFault fault, bool write)
    {
        if (fault is TableFault.LostResponse)
        {
            throw new StorageException("The connection broke before the answer.", mayHaveHappened: write);
        }
    }
}
