using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Storage.Sqlite;
using Convo.Functions.Storage.Tests.Sqlite;

namespace Convo.Functions.Storage.Tests.Contracts;

public sealed class SqliteInMemoryKeepsTheContract : TablesContract
{
    private SqliteTables? store;

    public override async Task DisposeAsync() => await store!.DisposeAsync();

    protected override Task<ITables> OpenAsync() => Task.FromResult<ITables>(store = SqliteTables.Open(new SqliteOptions()));
}

public sealed class SqliteOnDiskKeepsTheContract : TablesContract
{
    private readonly TempFolder folder = new();
    private SqliteTables? store;

    public override async Task DisposeAsync()
    {
        await store!.DisposeAsync();
        folder.Dispose();
    }

    protected override Task<ITables> OpenAsync() => Task.FromResult<ITables>(store = SqliteTables.Open(new SqliteOptions { Path = folder.Database }));
}

public sealed class MemoryTablesKeepTheContract : TablesContract
{
    protected override Task<ITables> OpenAsync() => Task.FromResult<ITables>(new MemoryTables());
}

public sealed class SqliteWithSplitPagesKeepsTheContract : TablesContract
{
    private SqliteTables? store;

    public override async Task DisposeAsync() => await store!.DisposeAsync();

    protected override Task<ITables> OpenAsync() =>
        Task.FromResult<ITables>(new SplittingTables(store = SqliteTables.Open(new SqliteOptions()), [0, 1, 0, 0, 2, 5, 1000, 3]));
}

public sealed class MemoryTablesWithSplitPagesKeepTheContract : TablesContract
{
    protected override Task<ITables> OpenAsync() => Task.FromResult<ITables>(new SplittingTables(new MemoryTables(), [1, 0]));
}
