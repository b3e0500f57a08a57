namespace Convo.Functions.HostStandIn.Outsiders;

/// <summary>What one request from outside came to.</summary>
/// <param name="Status">The status that the client saw.</param>
/// <param name="Received">The method and target that the handler received; null for nothing.</param>
internal sealed record Reached(int Status, string? Received);

/// <summary>A request of the security table.</summary>
/// <param name="Request">What was tried, as the table words it.</param>
/// <param name="Forwarding">What it came to in forwarding mode.</param>
/// <param name="Proxy">What it came to in proxy mode.</param>
internal sealed record SecurityRow(string Request, Reached Forwarding, Reached Proxy);

/// <summary>The table of the requests by which an outsider tries to reach the triggers' paths.</summary>
internal static class SecurityTable
{
    /// <summary>Its rows, in order.</summary>
    public static IReadOnlyList<SecurityRow> Rows { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Outsiders", "security-table.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(RowOf)];

    private static SecurityRow RowOf(string line)
    {
        var cells = line.Trim('|', ' ').Split(" | ");
        return new SecurityRow(cells[0].Trim('`'), ReachedIn(cells[1], cells[2]), ReachedIn(cells[3], cells[4]));
    }

    private static Reached ReachedIn(string status, string received) =>
        new(int.Parse(status), received is "nothing" ? null : received.Split('`')[1]);
}
