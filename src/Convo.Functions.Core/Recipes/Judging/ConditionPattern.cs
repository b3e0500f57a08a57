using System.Globalization;
using System.Text.RegularExpressions;

namespace Convo.Functions.Core.Recipes.Judging;

/// <summary>
/// Regular expressions in conditions. They come from people and meet text from outside: only the engine that never backtracks is used, and patterns
/// whose repeat counts multiply up are refused, because it would unfold them.
/// </summary>
internal static partial class ConditionPattern
{
    public const int Longest = 200;

    private const double MostRepeats = 1_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(250);

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? Wrong(string pattern)
    {
        if (pattern.Length is 0 or > Longest)
        {
            return $"A regular expression has 1 to {Longest} characters.";
        }

        if (Repeats().Matches(pattern).Aggregate(1.0, (product, match) => product * Count(match)) > MostRepeats)
        {
            return $"The repeat counts of the regular expression multiply to more than {MostRepeats.ToString(CultureInfo.InvariantCulture)}.";
        }

        try
        {
            _ = Of(pattern);
            return null;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return "The regular expression can't be used: it is incomplete, or needs backtracking (look-around, back-references).";
        }
    }

    /// <summary>Whether a text matches; null where it took too long to tell, or the pattern can't be used.</summary>
    public static bool? Matches(string pattern, string text)
    {
        if (Wrong(pattern) is not null)
        {
            return null;
        }

        try
        {
            return Of(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex Of(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostTime);

    private static double Count(Match match)
    {
        var digits = match.Groups["most"] is { Success: true, Value.Length: > 0 } most ? most.Value : match.Groups["least"].Value;
        return Math.Max(1, double.Parse(digits, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\{(?<least>[0-9]+)(,(?<most>[0-9]*))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repeats();
}
