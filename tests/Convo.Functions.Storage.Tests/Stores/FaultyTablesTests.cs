using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Storage.Tests.Stores;

/// <summary>Each fault does what it says, on the wrapped store and to the caller.</summary>
public sealed class FaultyTablesTests
{
    private const string Table = TableNames.Meetings;
    private readonly MemoryTables inner = new();

    [Theory]
    [InlineData(TableFault.Timeout, true)]
    [InlineData(TableFault.InternalError, true)]
    [InlineData(TableFault.Busy, false)]
    public async Task A_request_that_does_not_get_through_changes_nothing(TableFault fault, bool mayHaveHappened)
    {
        var faulty = With(fault);
        var error = await Assert.ThrowsAsync<StorageException>(() => InsertAsync(faulty, 1));
        Assert.Equal(mayHaveHappened, error.MayHaveHappened);
        Assert.Empty(inner.Snapshot());
        Assert.IsType<WriteResult.Done>(await InsertAsync(faulty, 2));
    }

    [Fact]
    public async Task A_lost_response_leaves_the_effect()
    {
        var error = await Assert.ThrowsAsync<StorageException>(() => InsertAsync(With(TableFault.LostResponse), 1));
        Assert.True(error.MayHaveHappened);
        Assert.Equal(1L, Assert.Single(inner.Snapshot()).Row.Number("N"));
    }

    [Fact]
    public async Task A_retry_by_the_transport_conflicts_with_itself()
    {
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Exists), await InsertAsync(With(TableFault.RetriedByTransport), 1));
        var row = Assert.Single(inner.Snapshot()).Row;

        var replace = new RowChange.Replace(RowOf(2), row.Tag!);
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await With(TableFault.RetriedByTransport).WriteAsync(Table, [replace], default));
        Assert.Equal(2L, Assert.Single(inner.Snapshot()).Row.Number("N"));

        var delete = new RowChange.Delete("p", "k");
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Missing), await With(TableFault.RetriedByTransport).WriteAsync(Table, [delete], default));
        Assert.Empty(inner.Snapshot());
    }

    [Fact]
    public async Task A_duplicate_answers_the_first_and_makes_an_upserts_tag_stale()
    {
        var result = await With(TableFault.Duplicated).WriteAsync(Table, [new RowChange.Upsert(RowOf(1))], default);
        var tag = Assert.Single(Assert.IsType<WriteResult.Done>(result).Tags);
        Assert.NotEqual(tag, Assert.Single(inner.Snapshot()).Row.Tag);
    }

    [Fact]
    public async Task A_stale_read_is_one_write_behind()
    {
        // Calls 0 to 2 write; 3 to 8 read, each second one stale.
        var faulty = new FaultyTables(inner, new Dictionary<int, TableFault>
        {
            [3] = TableFault.StaleRead,
            [5] = TableFault.StaleRead,
            [7] = TableFault.StaleRead,
        });
        await InsertAsync(faulty, 1);
        RowChange[] batch = [new RowChange.Upsert(RowOf(2)), new RowChange.Insert(RowOf(7, "new")), new RowChange.Insert(RowOf(8, "gone"))];
        await faulty.WriteAsync(Table, batch, default);
        await faulty.WriteAsync(Table, [new RowChange.Delete("p", "gone")], default);

        Assert.Equal(1L, (await GetAsync(faulty, "k"))!.Number("N"));
        Assert.Equal(2L, (await GetAsync(faulty, "k"))!.Number("N"));
        Assert.Null(await GetAsync(faulty, "new"));
        Assert.NotNull(await GetAsync(faulty, "new"));
        Assert.Equal([("gone", 8L), ("k", 1L)], await RangeAsync(faulty));
        Assert.Equal([("k", 2L), ("new", 7L)], await RangeAsync(faulty));
    }

    [Fact]
    public async Task A_hanging_call_ends_when_its_caller_goes()
    {
        using var gone = new CancellationTokenSource();
        var write = With(TableFault.Hang).WriteAsync(Table, [new RowChange.Insert(RowOf(1))], gone.Token);
        Assert.False(write.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(inner.Snapshot());
    }

    [Fact]
    public async Task The_calls_are_listed_so_that_a_matrix_can_name_them()
    {
        var faulty = With(TableFault.None);
        await InsertAsync(faulty, 1);
        await GetAsync(faulty, "k");
        await RangeAsync(faulty);
        Assert.Equal([TableOperationKind.Write, TableOperationKind.Get, TableOperationKind.Query], faulty.Calls);
    }

    [Fact]
    public async Task Reads_fail_as_never_having_happened()
    {
        foreach (var fault in new[] { TableFault.Timeout, TableFault.InternalError, TableFault.Busy, TableFault.LostResponse })
        {
            Assert.False((await Assert.ThrowsAsync<StorageException>(() => GetAsync(With(fault), "k"))).MayHaveHappened);
            Assert.False((await Assert.ThrowsAsync<StorageException>(() => RangeAsync(With(fault)))).MayHaveHappened);
        }
    }

    private static Row RowOf(long number, string key = "k") => new("p", key, new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["N"] = number });

    private static Task<WriteResult> InsertAsync(FaultyTables tables, long number) => tables.WriteAsync(Table, [new RowChange.Insert(RowOf(number))], default);

    private static Task<Row?> GetAsync(FaultyTables tables, string key) => tables.GetAsync(Table, "p", key, default);

    private static async Task<List<(string Key, long? Number)>> RangeAsync(FaultyTables tables) =>
        [.. (await tables.QueryAsync(Table, new RowRange("p"), continuation: null, default)).Rows.Select(row => (row.Key, row.Number("N")))];

    /// <summary>The store with a fault at the first call.</summary>
    private FaultyTables With(TableFault fault) => new(inner, new Dictionary<int, TableFault> { [0] = fault });
}
