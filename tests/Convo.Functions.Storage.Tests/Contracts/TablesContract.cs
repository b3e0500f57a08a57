using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

/// <summary>What every store of rows must do, sentence by sentence of <see cref="ITables"/>. Each store inherits it.</summary>
public abstract partial class TablesContract : IAsyncLifetime
{
    protected const string Table = TableNames.Meetings;

    protected const string Partition = "p";

    protected static CancellationToken Never => CancellationToken.None;

    /// <summary>The store under test; a new, empty one for each test.</summary>
    protected ITables Tables { get; private set; } = null!;

    public async Task InitializeAsync() => Tables = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected abstract Task<ITables> OpenAsync();

    protected static Row RowOf(string key, params (string Name, RowValue Value)[] values) => RowIn(Partition, key, values);

    protected static Row RowIn(string partition, string key, params (string Name, RowValue Value)[] values) =>
        new(partition, key, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));

    protected Task<WriteResult> WriteAsync(params RowChange[] changes) => Tables.WriteAsync(Table, changes, Never);

    protected Task<Row?> GetAsync(string key) => Tables.GetAsync(Table, Partition, key, Never);

    /// <summary>Makes one change that must go through, and gives the new tag.</summary>
    protected async Task<string?> MakeAsync(RowChange change) =>
        Assert.Single(Assert.IsType<WriteResult.Done>(await Tables.WriteAsync(Table, [change], Never)).Tags);

    protected Task<string?> InsertAsync(string key, params (string Name, RowValue Value)[] values) => MakeAsync(new RowChange.Insert(RowOf(key, values)));

    protected async Task AssertConflictAsync(WriteConflict reason, int index, params RowChange[] changes) =>
        Assert.Equal(new WriteResult.Conflict(index, reason), await WriteAsync(changes));

    protected async Task AssertRefusedAsync(params RowChange[] changes) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => WriteAsync(changes));

    /// <summary>All rows of a range, or of what follows a continuation, over as many pages as the store makes of it.</summary>
    protected async Task<List<Row>> AllAsync(RowRange range, string table = Table, string? from = null)
    {
        List<Row> rows = [];
        var continuation = from;
        do
        {
            var page = await Tables.QueryAsync(table, range, continuation, Never);
            Assert.InRange(page.Rows.Count, 0, range.Take);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }

    protected async Task<string[]> KeysAsync(RowRange range, string table = Table) => [.. (await AllAsync(range, table)).Select(row => row.Key)];
}
