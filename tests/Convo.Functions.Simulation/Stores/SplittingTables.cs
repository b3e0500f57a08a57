using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Stores;

/// <summary>
/// Splits the pages of another store wherever it likes, empty ones among them, as Azure may do at any time ("Query timeout and pagination",
/// Microsoft Learn). Code that takes a short page for the last one fails here.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="sizes">The most rows of each page, over and over; 0 for an empty page with a continuation. At least one is not 0.</param>
public sealed class SplittingTables(ITables inner, IReadOnlyList<int> sizes) : ITables
{
    private const string Start = "split:start";
    private const string Onward = "split:";
    private int pages = -1;

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
        inner.GetAsync(table, partition, key, cancellation);

    public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        inner.WriteAsync(table, changes, cancellation);

    public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        RowRules.CheckQuery(table, range);
        cancellation.ThrowIfCancellationRequested();
        var size = sizes[(int)((uint)Interlocked.Increment(ref pages) % sizes.Count)];
        if (size == 0)
        {
            return new RowPage([], continuation ?? Start);
        }

        var place = continuation is null or Start ? null : continuation[Onward.Length..];
        var page = await inner.QueryAsync(table, range with { Take = Math.Min(size, range.Take) }, place, cancellation);
        return page with { Continuation = page.Continuation is { } next ? Onward + next : null };
    }
}
