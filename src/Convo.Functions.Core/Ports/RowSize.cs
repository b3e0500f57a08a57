namespace Convo.Functions.Core.Ports;

/// <summary>
/// How large rows and changes are, by the measures that <see cref="RowRules"/> limits; for those who cut content into rows and rows into batches.
/// </summary>
public static class RowSize
{
    // The multipart headers, the address and the JSON frame of one change in a batch, rounded up.
    private const int WireFrame = 1024;

    // A unit of a key is at most three escaped bytes in the address (%D0%B6 and the like), and six letters in the JSON.
    private const int WireKeyUnit = 15;

    /// <summary>
    /// The size of a row as Azure counts it: 4 bytes, 2 for each UTF-16 unit of the keys, and for each value 8 bytes, 2 for each unit of its
    /// name, and the value's own (text: 4 and 2 for each unit; bytes: 4 and their number; number and moment: 8; flag: 1).
    /// </summary>
    public static int Of(Row row)
    {
        var size = 4 + (2 * (row.Partition.Length + row.Key.Length));
        foreach (var (name, value) in row.Values)
        {
            size += 8 + (2 * name.Length) + value switch
            {
                { AsText: { } text } => 4 + (2 * text.Length),
                { AsBytes: { } bytes } => 4 + bytes.Length,
                { AsFlag: not null } => 1,
                _ => 8,
            };
        }

        return size;
    }

    /// <summary>
    /// The size of a change in a batch as it goes over the wire to Azure: JSON in ASCII, where each UTF-16 unit but plain letters, digits, spaces and
    /// most signs is spelt in six (<c>\u0436</c>), bytes in base64, keys also escaped in the address, and 1 KiB for what is around it.
    /// </summary>
    public static int OnWire(RowChange change)
    {
        var size = WireFrame + (WireKeyUnit * (change.Partition.Length + change.Key.Length));
        if (RowRules.RowOf(change) is not { } row)
        {
            return size;
        }

        foreach (var (name, value) in row.Values)
        {
            // The name comes twice where a type is told: "name@odata.type":"Edm.DateTime".
            size += (2 * EscapedSize(name)) + 48 + value switch
            {
                { AsText: { } text } => EscapedSize(text),
                { AsBytes: { } bytes } => (bytes.Length + 2) / 3 * 4,
                _ => 32,
            };
        }

        return size;
    }

    private static int EscapedSize(string text)
    {
        var size = text.Length;
        foreach (var unit in text)
        {
            size += unit is >= ' ' and <= '~' and not ('"' or '\\' or '&' or '\'' or '+' or '<' or '>' or '`') ? 0 : 5;
        }

        return size;
    }
}
