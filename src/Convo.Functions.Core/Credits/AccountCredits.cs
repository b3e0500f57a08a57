using System.Globalization;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Credits;

/// <summary>
/// How many AI credits all recipes of an account have taken since Convo last told how many are left, in a row beside theirs: together they never plan more
/// than that. Convo's number is a day old at most and knows nothing of what was taken since; ours knows nothing of what people generate in Convo.
/// </summary>
/// <param name="Since">When Convo's count was read, or began anew.</param>
/// <param name="Taken">How many were taken since.</param>
/// <param name="Recent">When the last were taken, as far as they are younger than a call takes: one that is under way may not be in Convo's count.</param>
internal sealed record AccountCredits(DateTimeOffset Since, long Taken, IReadOnlyList<DateTimeOffset> Recent)
{
    /// <summary>The key of the row.</summary>
    public const string RowKey = "a";

    private const int MostRecent = 200;

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>The row as it counts by what Convo told last.</summary>
    public static AccountCredits From(Row? row, AiQuota quota, DateTimeOffset now)
    {
        var since = quota.ResetsAt <= now ? quota.ResetsAt.Value : quota.ReadAt ?? now;
        var recent = Times(row?.Text("recent"));
        var kept = row?.Time("since") == since;
        var taken = kept ? row!.Number("taken") ?? 0 : recent.Count(at => at + CreditBook.Lease > since);
        return new AccountCredits(since, taken, recent) { Tag = row?.Tag };
    }

    /// <summary>With one more taken.</summary>
    public AccountCredits Plus(DateTimeOffset now) =>
        this with { Taken = Taken + 1, Recent = [.. Recent.Where(at => at + CreditBook.Lease > now).Append(now).TakeLast(MostRecent)] };

    /// <summary>With one given back that was taken at a moment; one of an earlier count is not in this one.</summary>
    public AccountCredits Minus(DateTimeOffset takenAt) =>
        takenAt + CreditBook.Lease > Since ? this with { Taken = Math.Max(0, Taken - 1), Recent = [.. Recent.Where(at => at != takenAt)] } : this;

    /// <summary>The change that writes this.</summary>
    public RowChange Write(string partition, string nonce) => new Dictionary<string, RowValue>
    {
        ["since"] = Since,
        ["taken"] = Taken,
        ["recent"] = string.Join(' ', Recent.Select(at => at.UtcTicks.ToString(CultureInfo.InvariantCulture))),
        [Nonces.Name] = nonce,
    }.Write(partition, RowKey, Tag);

    private static List<DateTimeOffset> Times(string? text) =>
    [
        .. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(ticks => new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero)),
    ];
}
