using System.Globalization;

namespace Convo.Functions.Core.Accounts;

/// <summary>Why an account is not asked for anything.</summary>
public enum StopKind
{
    /// <summary>401: Convo does not take the key (docs page "Errors").</summary>
    KeyRefused,

    /// <summary>403 on what every plan with the API may ask: the plan has none (docs page "Authentication": Free on anything).</summary>
    PlanTooLow,
}

/// <summary>
/// That an account is stopped: Convo refused it as such, so asking on would only be refused again. It holds for every use and every instance until the
/// connection is saved anew, or a try shows that Convo takes it again. It is kept in the row that every call passes, so that nothing gets around it.
/// </summary>
/// <param name="Kind">Why.</param>
/// <param name="Generation">The generation of the connection that was refused; another key is another matter.</param>
/// <param name="Since">When it was first refused.</param>
/// <param name="TryAt">When it is tried again by itself: a plan can come back.</param>
public sealed record AccountStop(StopKind Kind, int Generation, DateTimeOffset Since, DateTimeOffset TryAt)
{
    /// <summary>From one try to the next.</summary>
    public static readonly TimeSpan TriesEvery = TimeSpan.FromDays(1);

    // Who waits looks here again, which costs no call; whatever mends the account wakes them earlier.
    private static readonly TimeSpan LooksEvery = TimeSpan.FromHours(1);

    /// <summary>The word, as rows and the API write it.</summary>
    public string Word => Kind is StopKind.KeyRefused ? "key-refused" : "plan-too-low";

    /// <summary>What a person can do.</summary>
    public string Advice => Kind is StopKind.KeyRefused
        ? "Save the connection with a key that works, or press Try again on its page; once a day it is tried by itself."
        : "Take a plan with the API (Starter or higher) or save another account's key, then press Try again on the connection's page; "
            + "once a day it is tried by itself.";

    /// <summary>What happened.</summary>
    public string ReasonFor(string connection) => string.Create(
        CultureInfo.InvariantCulture,
        $"Convo has refused {What} of the connection '{connection}' since {Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so nothing is asked of it.");

    /// <summary>Whether it is time for a try. A time further ahead than any try was written by a clock that was wrong.</summary>
    public bool IsTryDue(DateTimeOffset now) => TryAt <= now || TryAt > now + (TriesEvery * 2);

    /// <summary>When who waits looks again.</summary>
    public DateTimeOffset LooksAgainAt(DateTimeOffset now) => TryAt > now && TryAt < now + LooksEvery ? TryAt : now + LooksEvery;

    private string What => Kind is StopKind.KeyRefused ? "the API key (401)" : "the plan (403)";

    /// <summary>Reads the word; null for one that is none.</summary>
    internal static StopKind? KindOf(string? word) => word switch
    {
        "key-refused" => StopKind.KeyRefused,
        "plan-too-low" => StopKind.PlanTooLow,
        _ => null,
    };
}

/// <summary>What Convo, or a person, said of the account as such.</summary>
/// <param name="Generation">The generation of the connection that it is about.</param>
/// <param name="Refused">Why Convo refused it; null where it is good to be asked.</param>
/// <param name="IsSaved">True where a person saved the connection, and nobody knows yet whether Convo takes it.</param>
public sealed record AccountVerdict(int Generation, StopKind? Refused, bool IsSaved = false);
