using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Storage.Tests.Stores;

/// <summary>What the tables in memory offer beyond the contract: a hook at each moment, and clones.</summary>
public sealed class MemoryTablesTests
{
    private const string Table = TableNames.Meetings;

    [Fact]
    public async Task The_hook_is_asked_before_the_effect_and_before_the_answer()
    {
        List<(TableOperation Operation, int Rows)> seen = [];
        MemoryTables tables = null!;
        tables = new MemoryTables(operation =>
        {
            seen.Add((operation, tables.Snapshot().Count));
            return ValueTask.CompletedTask;
        });

        await tables.WriteAsync(Table, [new RowChange.Insert(RowOf("k"))], default);
        await tables.GetAsync(Table, "p", "k", default);
        await tables.QueryAsync(Table, new RowRange("p"), continuation: null, default);

        Assert.Equal(
            [
                (new TableOperation(TableOperationKind.Write, TableMoment.BeforeEffect, Table, "p", "k"), 0),
                (new TableOperation(TableOperationKind.Write, TableMoment.BeforeAnswer, Table, "p", "k"), 1),
                (new TableOperation(TableOperationKind.Get, TableMoment.BeforeEffect, Table, "p", "k"), 1),
                (new TableOperation(TableOperationKind.Get, TableMoment.BeforeAnswer, Table, "p", "k"), 1),
                (new TableOperation(TableOperationKind.Query, TableMoment.BeforeEffect, Table, "p", Key: null), 1),
                (new TableOperation(TableOperationKind.Query, TableMoment.BeforeAnswer, Table, "p", Key: null), 1),
            ],
            seen);
    }

    [Fact]
    public async Task A_held_call_lets_others_pass()
    {
        var release = new TaskCompletionSource();
        var tables = new MemoryTables(operation => operation is { Key: "held", Moment: TableMoment.BeforeEffect } ? new ValueTask(release.Task) : default);

        var held = tables.WriteAsync(Table, [new RowChange.Insert(RowOf("held"))], default);
        await tables.WriteAsync(Table, [new RowChange.Insert(RowOf("other"))], default);

        Assert.False(held.IsCompleted);
        Assert.Equal("other", Assert.Single(tables.Snapshot()).Row.Key);
        release.SetResult();
        Assert.IsType<WriteResult.Done>(await held);
        Assert.Equal(["held", "other"], tables.Snapshot().Select(entry => entry.Row.Key));
    }

    [Fact]
    public async Task A_clone_goes_its_own_way()
    {
        var tables = new MemoryTables();
        await tables.WriteAsync(Table, [new RowChange.Insert(RowOf("a"))], default);
        var clone = tables.Clone();

        await clone.WriteAsync(Table, [new RowChange.Delete("p", "a")], default);
        await tables.WriteAsync(Table, [new RowChange.Insert(RowOf("b"))], default);

        Assert.Empty(clone.Snapshot());
        Assert.Equal(["a", "b"], tables.Snapshot().Select(entry => entry.Row.Key));
    }

    [Fact]
    public async Task The_same_calls_give_the_same_tags()
    {
        var first = new MemoryTables();
        var second = new MemoryTables();
        foreach (var tables in new[] { first, second })
        {
            for (var round = 0; round < 5; round++)
            {
                await tables.WriteAsync(Table, [new RowChange.Upsert(RowOf($"k{round % 2}"))], default);
            }
        }

        Assert.Equal(first.Snapshot().Select(entry => entry.Row.Tag), second.Snapshot().Select(entry => entry.Row.Tag));
    }

    private static Row RowOf(string key) => new("p", key, new Dictionary<string, RowValue>(StringComparer.Ordinal));
}
