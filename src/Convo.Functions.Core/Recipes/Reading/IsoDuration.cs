using System.Globalization;
using System.Text.RegularExpressions;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Durations in ISO 8601, of the units that always mean the same: days, hours, minutes, seconds. Months and years don't.</summary>
internal static partial class IsoDuration
{
    /// <summary>The same rule as a pattern, for the schema.</summary>
    public const string Pattern = "^P(?=.)(?<days>[0-9]{1,3}D)?(T(?=.)(?<hours>[0-9]{1,3}H)?(?<minutes>[0-9]{1,5}M)?(?<seconds>[0-9]{1,6}S)?)?$";

    public static TimeSpan? Parse(string text)
    {
        var match = Shape().Match(text);

        if (!match.Success || match.Length != text.Length)
        {
            return null;
        }

        return new TimeSpan(Part("days"), Part("hours"), Part("minutes"), Part("seconds"));

        int Part(string group) =>
            match.Groups[group].Value is { Length: > 0 } part ? int.Parse(part.AsSpan(0, part.Length - 1), CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
