using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>
/// A range as a condition (Microsoft Learn, "Query operators supported for the Table service"). A bound may be any text, but some can't be sent: then the
/// condition asks for a little more, and <see cref="Holds"/> leaves out what is too much.
/// </summary>
internal static class RangeFilter
{
    /// <summary>The condition.</summary>
    public static string Of(RowRange range)
    {
        var filter = $"PartitionKey eq {Quote(range.Partition)}";
        if (Sendable(range.From ?? "") is { Length: > 0 } from)
        {
            filter += $" and RowKey ge {Quote(from)}";
        }

        if (range.Before is { } before && Sendable(before) == before)
        {
            filter += $" and RowKey lt {Quote(before)}";
        }
        else if (range.Before is { } odd && After(Sendable(odd)) is { } end)
        {
            filter += $" and RowKey lt {Quote(end)}";
        }

        return filter;
    }

    /// <summary>True where a key belongs to the range.</summary>
    public static bool Holds(RowRange range, string key) =>
        string.CompareOrdinal(key, range.From ?? "") >= 0 && (range.Before is null || string.CompareOrdinal(key, range.Before) < 0);

    /// <summary>True where no key can belong to the range.</summary>
    public static bool IsEmpty(RowRange range) => range.Before is { } before && string.CompareOrdinal(range.From ?? "", before) >= 0;

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Up to the first control character or half of a pair: no request can carry these.
    private static string Sendable(string bound)
    {
        for (var index = 0; index < bound.Length; index++)
        {
            if (char.IsSurrogatePair(bound, index))
            {
                index++;
            }
            else if (char.IsControl(bound[index]) || char.IsSurrogate(bound[index]))
            {
                return bound[..index];
            }
        }

        return bound;
    }

    // The first text that follows all that start with the given one; null where that can't be said simply. Then the range has no end, and is cut here.
    private static string? After(string start)
    {
        if (start is not [.., < char.MaxValue and var last])
        {
            return null;
        }

        var next = (char)(last + 1);
        return char.IsSurrogate(last) || char.IsSurrogate(next) || char.IsControl(next) ? null : start[..^1] + next;
    }
}
