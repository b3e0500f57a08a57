namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// The addresses of tables, rows and queries (Microsoft Learn, "Addressing Table service resources"): a quote within a key is doubled, then the key is
/// escaped as part of an address.
/// </summary>
internal sealed class TableAddress(Uri endpoint, string table)
{
    private readonly string root = endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>The table: rows are added here.</summary>
    public Uri Table => new($"{root}/{table}");

    /// <summary>The list of all tables: one is made here.</summary>
    public Uri Tables => new($"{root}/Tables");

    /// <summary>Where batches go.</summary>
    public Uri Batch => new($"{root}/$batch");

    /// <summary>One row.</summary>
    public Uri Row(string partition, string key) => new($"{root}/{table}(PartitionKey='{Escape(partition)}',RowKey='{Escape(key)}')");

    /// <summary>One page of a query.</summary>
    /// <param name="filter">The condition, in OData's words.</param>
    /// <param name="top">The most rows wanted.</param>
    /// <param name="nextPartition">The partition at which to go on; null for the first page.</param>
    /// <param name="nextRow">The row at which to go on. There may be a partition without a row.</param>
    public Uri Page(string? filter, int? top, string? nextPartition, string? nextRow)
    {
        (string Name, string? Value)[] asked =
            [("$filter", filter), ("$top", top?.ToString()), ("NextPartitionKey", nextPartition), ("NextRowKey", nextRow)];
        var query = asked.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return new Uri($"{root}/{table}()?{string.Join('&', query)}");
    }

    /// <summary>A text between quotes, for a condition.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
