using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage;

/// <summary>Tables that are made before they are first used.</summary>
internal sealed class ReadyTables(ITables tables, FirstUse first) : ITables
{
    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        await first.ReadyAsync(cancellation);
        return await tables.GetAsync(table, partition, key, cancellation);
    }

    public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
    {
        await first.ReadyAsync(cancellation);
        return await tables.QueryAsync(table, range, continuation, cancellation);
    }

    public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        await first.ReadyAsync(cancellation);
        return await tables.WriteAsync(table, changes, cancellation);
    }
}
