namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Turns one page of a query into several by lowering <c>$top</c>, and puts empty ones between them, as Azure may at any time (Microsoft Learn, "Query timeout
/// and pagination"). A shared key signs the path, not the query of a table request, so the signature still holds.
/// </summary>
/// <param name="sizes">The most rows of each page, over and over; 0 for an empty page with a continuation. At least one is not 0.</param>
internal sealed class PageSplitter(IReadOnlyList<int> sizes)
{
    /// <summary>The header of a continuation; the query of the next request holds it under the name without <c>x-ms-continuation-</c>.</summary>
    public const string PartitionHeader = "x-ms-continuation-NextPartitionKey";

    /// <summary>The other half of a continuation; Azure may leave it out.</summary>
    public const string RowHeader = "x-ms-continuation-NextRowKey";

    private const string NextPartition = "NextPartitionKey";
    private const string NextRow = "NextRowKey";
    private const string Top = "$top";

    // Stands for the first page after an empty one; opaque like Azure's own.
    private const string Start = "1!8!c3RhcnQ-";

    private int pages = -1;

    /// <summary>Decides on the next page.</summary>
    /// <param name="target">Path and query, as they came.</param>
    /// <returns>What to ask storage for, or the continuation of an empty page, which needs nobody's help.</returns>
    public (string? Target, (string Partition, string? Row) Empty) Split(string target)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        var asked = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Named).ToList();
        var place = Value(asked, NextPartition);
        var size = sizes[(int)((uint)Interlocked.Increment(ref pages) % sizes.Count)];
        if (size == 0)
        {
            return (null, (place ?? Start, Value(asked, NextRow)));
        }

        var most = Value(asked, Top) is { } top ? Math.Min(size, int.Parse(top)) : size;
        var kept = asked.Where(part => part.Name != Top && !(place == Start && part.Name is NextPartition or NextRow)).Select(part => part.Text);
        return ($"{path}?{string.Join('&', [.. kept, $"$top={most}"])}", default);
    }

    private static (string Name, string Value, string Text) Named(string part) =>
        part.Split('=', 2) is [var name, var value] ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(value), part) : (part, "", part);

    private static string? Value(List<(string Name, string Value, string Text)> parts, string name) => parts.Find(part => part.Name == name).Value;
}
