using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.World;

/// <summary>The store as one instance reaches it: two gates a call, before the effect and before the answer, and what may go wrong in between.</summary>
internal sealed class ScheduledTables(SimulatedWorld world, Instance instance) : ITables
{
    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        var fault = await BeginAsync($"get {table} {partition} {key}", isWrite: false, cancellation);
        var row = await world.Rows.GetAsync(table, partition, key, cancellation);
        await EndAsync(fault, $"get {table} {partition} {key}", cancellation);
        return row;
    }

    public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        var what = $"query {table} {range.Partition}";
        var fault = await BeginAsync(what, isWrite: false, cancellation);

        // Azure may end a page anywhere, even before its first row.
        var take = world.Faults.PageSize(range.Take);
        var page = take is 0
            ? new RowPage([], continuation ?? range.From ?? " ")
            : await world.Rows.QueryAsync(table, range with { Take = take }, continuation, cancellation);
        await EndAsync(fault, what, cancellation);
        return page;
    }

    public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        var what = $"write {table} {changes[0].Partition} {string.Join(", ", changes.Take(3).Select(c => $"{c.GetType().Name} {c.Key}"))} ({changes.Count})";
        var fault = await BeginAsync(what, isWrite: true, cancellation);
        var result = await ApplyAsync(table, changes, cancellation);

        if (fault is StoreFault.OwnConflict)
        {
            // The answer to the first try got lost, and the adapter tried again.
            result = await ApplyAsync(table, changes, cancellation);
        }
        else if (fault is StoreFault.Doubled)
        {
            await ApplyAsync(table, changes, cancellation);
        }

        await EndAsync(fault, what, cancellation);
        return result;
    }

    private async Task<StoreFault> BeginAsync(string what, bool isWrite, CancellationToken cancellation)
    {
        await world.Scheduler.PassAsync(instance, what, cancellation);
        var fault = world.Faults.Next(isWrite);

        if (fault is not StoreFault.None)
        {
            world.Scheduler.Note($"{instance}   {fault} at {what}");
        }

        return fault switch
        {
            StoreFault.Timeout => throw new StorageException("no answer in time", mayHaveHappened: true),
            StoreFault.Error => throw new StorageException("500", mayHaveHappened: true),
            StoreFault.Busy => throw new StorageException("503", mayHaveHappened: false),
            _ => fault,
        };
    }

    private async Task EndAsync(StoreFault fault, string what, CancellationToken cancellation)
    {
        if (fault is StoreFault.LostResponse)
        {
            throw new StorageException("the answer got lost", mayHaveHappened: true);
        }

        await world.Scheduler.PassAsync(instance, (fault is StoreFault.Stale ? StoreFaults.HeldBack : "") + "answer: " + what, cancellation);
    }

    private async Task<WriteResult> ApplyAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        var result = await world.Rows.WriteAsync(table, changes, cancellation);

        if (result is WriteResult.Done)
        {
            world.Watch.Wrote(table, changes);
        }

        return result;
    }
}
