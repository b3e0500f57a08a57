using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Calendars.Matching;

namespace Convo.Functions.Core.Calendars;

/// <summary>
/// Whether a meeting is likely one of a series: the calendar gives no such id, so the same title at least three times is taken for one. A guess. Pure.
/// </summary>
public static partial class Series
{
    /// <summary>How often a title must have been seen.</summary>
    public const int FewestTimes = 3;

    private const int HashDigits = 16;

    /// <summary>A title without what changes from time to time: numbers, dates, "KW 20", "#12". Empty where nothing is left.</summary>
    public static string Normalise(string title) =>
        string.Join(' ', Folding.Words(Counters().Replace(title, " ")).Where(word => !word.All(char.IsDigit)));

    /// <summary>Whether two titles are of the same series.</summary>
    public static bool IsSame(string one, string other) => Normalise(one) is { Length: > 0 } title && title == Normalise(other);

    /// <summary>
    /// A short hash under which the occurrences of a title are counted, so that no words have to be kept for that; null where there is nothing to count.
    /// </summary>
    public static string? HashOf(string connection, string title) => Normalise(title) is { Length: > 0 } words
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{connection}|{words}")))[..HashDigits]
        : null;

    // A number with the word that says what it counts.
    [GeneratedRegex(
        @"\b(?:kw|cw|week|woche|sprint|nr|no|vol|teil|part|q)[\s.:#-]*\d+\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counters();
}
