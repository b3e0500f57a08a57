namespace Convo.Functions.Core.Naming;

/// <summary>Finds what somebody probably meant, so that "unknown" never stands alone.</summary>
public static class NearestName
{
    private const int Longest = 64;

    /// <summary>The known name that is nearest to one that was written, or null where none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > Longest)
        {
            return null;
        }

        var near = Math.Max(1, written.Length / 3);
        string? best = null;

        foreach (var name in known)
        {
            var distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());

            if (distance <= near && (best is null || distance < near || string.CompareOrdinal(name, best) < 0))
            {
                (near, best) = (distance, name);
            }
        }

        return best;
    }

    /// <summary>Advice that names the nearest known name, or else all of them.</summary>
    public static string Advice(string written, IReadOnlyCollection<string> known) =>
        Of(written, known) is { } near ? $"Did you mean '{near}'?" : $"Known are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";

    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > Longest)
        {
            return int.MaxValue;
        }

        var before = new int[other.Length + 1];
        var row = Enumerable.Range(0, other.Length + 1).ToArray();

        for (var i = 1; i <= one.Length; i++)
        {
            var next = new int[other.Length + 1];
            next[0] = i;

            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1];
                next[j] = Math.Min(Math.Min(row[j], next[j - 1]) + 1, row[j - 1] + (same ? 0 : 1));

                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, row) = (row, next);
        }

        return row[^1];
    }
}
