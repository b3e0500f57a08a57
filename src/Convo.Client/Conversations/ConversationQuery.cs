namespace Convo.Client;

/// <summary>Which conversations to list.</summary>
public sealed record ConversationQuery
{
    /// <summary>The largest page that Convo gives.</summary>
    public const int MaxLimit = 100;

    /// <summary>Rows a page, 1 to <see cref="MaxLimit"/>. Convo's own default is 20; the largest page costs the fewest of the hourly requests.</summary>
    public int Limit { get; init; } = MaxLimit;

    /// <summary>How many rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Text to look for, in titles only; null or empty for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only conversations "after" this moment. Which of their times is meant, and whether inclusive, is not documented: overlap generously.</summary>
    public DateTimeOffset? Since { get; init; }

    internal string ToPath()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(Offset);
        var search = string.IsNullOrEmpty(Search) ? "" : $"&search={Uri.EscapeDataString(Search)}";
        var since = Since is { } moment ? $"&since={Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"))}" : "";
        return $"/conversations?limit={Limit}&offset={Offset}{search}{since}";
    }
}
