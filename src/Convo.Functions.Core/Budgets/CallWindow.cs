using System.Globalization;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// The calls of an account in the last hour, by minute, as one row that all instances change by compare-and-swap. Pure.
/// </summary>
/// <remarks>
/// Convo counts a call for 60 minutes from its arrival (API documentation, "Rate Limits": a rolling hour). Here a call counts for 62 from the begin of the
/// minute in which it was reserved: one for the rest of that minute, one for the half minute for which a reserved call is good and the way to
/// Convo. So what counts at Convo always counts here, and 60 of 62 calls can be used.
/// </remarks>
/// <param name="Account">The connection.</param>
/// <param name="Limit">Calls an hour.</param>
/// <param name="Minutes">How many calls were reserved in which minute (since the year 1970).</param>
public sealed record CallWindow(string Account, int Limit, IReadOnlyDictionary<long, int> Minutes)
{
    /// <summary>The partition of all rows of this kind in table <c>budgets</c>.</summary>
    public const string Partition = "calls";

    /// <summary>The smallest limit that a plan with the API has (Starter; docs page "Plans"): until Convo has said another, it is this.</summary>
    public const int SmallestLimit = 100;

    private const int CountsForMinutes = 62;

    // A minute further ahead was written by a clock that was wrong; waiting for it to pass would stop all calls.
    private const int AheadMinutes = 5;
    private const double AheadShare = AheadMinutes / 60.0;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestClosed = TimeSpan.FromHours(2);

    /// <summary>Calls of others in the hour (other programs with a key of the same user), as Convo's headers let us tell, and when.</summary>
    public (int Calls, DateTimeOffset At) Others { get; init; }

    /// <summary>Until when Convo wants no call at all; null where it said nothing of the kind.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>That the account is stopped; null while it is not.</summary>
    public AccountStop? Stop { get; init; }

    /// <summary>The newest generation of the connection that was saved or heard of: what is said of an older one counts no more.</summary>
    public int Generation { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>The window of an account that has made no call yet.</summary>
    public static CallWindow Empty(string account) => new(account, SmallestLimit, new Dictionary<long, int>());

    /// <summary>Our own calls that count at a moment.</summary>
    public int Own(DateTimeOffset now) => Minutes.Where(minute => Counts(minute.Key, now)).Sum(minute => minute.Value);

    /// <summary>All calls that count at a moment, those of others too. Theirs fade over the hour, since nobody tells when they were made.</summary>
    public int Used(DateTimeOffset now) => Own(now) + OthersAt(now);

    /// <summary>How many more calls fit at a moment; 0 while Convo wants none.</summary>
    public int Room(CallUse use, DateTimeOffset now) => IsClosed(now) || IsStoppedFor(use) ? 0 : Math.Max(0, Capacity(use) - Used(now));

    /// <summary>Whether the account is stopped for a use: for all but the one that finds out whether it still is.</summary>
    public bool IsStoppedFor(CallUse use) => Stop is not null && use is not CallUse.Account;

    /// <summary>Whether Convo wants no call at a moment. No limit of Convo lasts longer than its hour: a time far ahead is a clock's that was wrong.</summary>
    public bool IsClosed(DateTimeOffset now) => ClosedUntil > now && ClosedUntil <= now + LongestClosed;

    /// <summary>The window with more calls reserved; null where they don't fit. More than ever fit are as many as ever do.</summary>
    public CallWindow? Reserve(CallUse use, int calls, DateTimeOffset now)
    {
        if (Room(use, now) < Math.Min(calls, Capacity(use)) || Capacity(use) is 0)
        {
            return null;
        }

        var minutes = Minutes.Where(minute => Counts(minute.Key, now)).ToDictionary();
        var present = Minute(now);
        minutes[present] = minutes.GetValueOrDefault(present) + calls;
        return this with { Minutes = minutes };
    }

    /// <summary>When so many calls fit, if nobody else reserves any meanwhile.</summary>
    public DateTimeOffset FreeAt(CallUse use, int calls, DateTimeOffset now)
    {
        if (IsStoppedFor(use))
        {
            return Stop!.LooksAgainAt(now);
        }

        var wanted = Math.Min(calls, Math.Max(1, Capacity(use)));
        var next = DateTimeOffset.FromUnixTimeSeconds((Minute(now) + 1) * 60);
        var last = now + TimeSpan.FromMinutes(CountsForMinutes + AheadMinutes);

        for (var time = IsClosed(now) ? ClosedUntil!.Value : next; time < last; time += TimeSpan.FromMinutes(1))
        {
            if (Room(use, time) >= wanted)
            {
                return time;
            }
        }

        return IsClosed(last) ? ClosedUntil!.Value : last;
    }

    /// <summary>The window as what Convo said corrects it.</summary>
    public CallWindow Learn(CallReport report)
    {
        var limit = report.Limit is > 0 and var stated ? stated : Limit;

        // A time that is over, or that no limit lasts to, must not outlive what was said now.
        var before = IsClosed(report.At) ? ClosedUntil : null;
        var closed = report.ClosedUntil > report.At + LongestClosed ? report.At + LongestClosed : report.ClosedUntil;

        // What Convo counts beyond our own was made by others. Ours may be counted too high here, never too low: so theirs is never too high.
        var others = report.Remaining is { } remaining ? (Math.Max(0, limit - remaining - Own(report.At)), report.At) : Others;
        return this with
        {
            Limit = limit,
            Others = others,
            ClosedUntil = closed > before || before is null ? closed : before,
            Stop = StopAfter(report),
            Generation = Math.Max(Generation, report.Verdict?.Generation ?? 0),
        };
    }

    /// <summary>Reads the row.</summary>
    public static CallWindow From(Row row) => new(row.Key, (int)(row.Number("limit") ?? SmallestLimit), Read(row.Text("minutes") ?? ""))
    {
        Others = ((int)(row.Number("others") ?? 0), row.Time("othersAt") ?? RowRules.EarliestTime),
        ClosedUntil = row.Time("closedUntil"),
        Generation = (int)(row.Number("generation") ?? 0),
        Stop = AccountStop.KindOf(row.Text("stop")) is { } kind
            ? new AccountStop(kind, (int)(row.Number("stopGeneration") ?? 0), row.Time("stopSince") ?? default, row.Time("stopTryAt") ?? default)
            : null,
        Tag = row.Tag,
    };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["limit"] = (long)Limit,
            ["minutes"] = string.Join(' ', Minutes.OrderBy(minute => minute.Key).Select(minute => string.Create(
                CultureInfo.InvariantCulture, $"{minute.Key}:{minute.Value}"))),
            ["others"] = (long)Others.Calls,
            ["generation"] = (long)Generation,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("othersAt", Others.At > RowRules.EarliestTime ? Others.At : null);
        values.AddIfKnown("closedUntil", ClosedUntil);
        values.AddIfKnown("stop", Stop?.Word);
        values.AddIfKnown("stopGeneration", Stop?.Generation);
        values.AddIfKnown("stopSince", Stop?.Since);
        values.AddIfKnown("stopTryAt", Stop?.TryAt);
        return values.Write(Partition, Account, Tag);
    }

    private AccountStop? StopAfter(CallReport report) => report.Verdict switch
    {
        null => Stop,
        { IsSaved: true } saved => saved.Generation >= Generation ? null : Stop,
        { Refused: null } taken => taken.Generation >= Stop?.Generation ? null : Stop,
        { } refused when refused.Generation < Generation => Stop,
        { Refused: { } kind } refused => new AccountStop(
            kind, refused.Generation, Stop?.Generation == refused.Generation ? Stop.Since : report.At, report.At + AccountStop.TriesEvery),
    };

    private static Dictionary<long, int> Read(string minutes) => minutes
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split(':'))
        .ToDictionary(pair => long.Parse(pair[0], CultureInfo.InvariantCulture), pair => int.Parse(pair[1], CultureInfo.InvariantCulture));

    private static long Minute(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    private static bool Counts(long minute, DateTimeOffset now) =>
        Minute(now) is var present && minute > present - CountsForMinutes && minute <= present + AheadMinutes;

    private int Capacity(CallUse use) => (int)(Limit * use.Ceiling());

    private int OthersAt(DateTimeOffset now)
    {
        var left = 1 - ((now - Others.At) / Hour);
        return left > 1 + AheadShare ? 0 : (int)Math.Ceiling(Others.Calls * Math.Clamp(left, 0, 1));
    }
}
