using System.Globalization;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates;

/// <summary>What a value looks like as text where the author names no formatter.</summary>
internal static class ValueText
{
    private const string Numbers = "0.######";

    /// <summary>A text longer than this counts as not empty without a look at it.</summary>
    private const int LongestBlank = 1_000;

    /// <summary>A group is written by the first of these members that it has.</summary>
    private static readonly string[] Speaking = ["text", "heading", "title", "name", "date"];

    /// <summary>
    /// Nothing for what isn't known; a number with at most six decimals; a moment as year-month-day and time; "yes" or "no"; a list with ", " between
    /// its items; a group by its text, heading, title, name or date.
    /// </summary>
    public static string Of(FactValue? value, TimeZoneInfo zone) => value switch
    {
        FactValue.Text text => text.Value,
        FactValue.Number number => Of(number.Value),
        FactValue.Time time => DatePattern.Format(Formatters.DateAndNumber.InZone(time.Value, zone), DatePattern.Default),
        FactValue.Flag flag => flag.Value ? "yes" : "no",
        FactValue.List list => TextList.Join(list.Items.Count, i => Of(list.Items[i], zone), ", ", ", "),
        FactValue.Group group => Of(Speaking.Select(group.Members.GetValueOrDefault).FirstOrDefault(member => member is not null), zone),
        _ => string.Empty,
    };

    /// <summary>A number without thousands separators; nothing for what is no number at all.</summary>
    public static string Of(double number) => double.IsFinite(number) ? number.ToString(Numbers, CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>Whether <c>{{#if}}</c> goes into its first body: known, and not empty, zero or "no".</summary>
    public static bool Holds(FactValue? value) => value switch
    {
        FactValue.Text { Value.Length: <= LongestBlank } text => !string.IsNullOrWhiteSpace(text.Value),
        FactValue.Text => true,
        FactValue.Number number => number.Value is not 0 and not double.NaN,
        FactValue.Flag flag => flag.Value,
        FactValue.List list => list.Items.Count > 0,
        FactValue.Group group => group.Members.Count > 0,
        FactValue.Time => true,
        _ => false,
    };

    /// <summary>A text no longer than can be shown; every other value as it is.</summary>
    public static FactValue? Clip(FactValue? value) =>
        value is FactValue.Text { Value: { Length: > Template.LongestText } text } ? new FactValue.Text(text[..(Template.LongestText + 1)]) : value;

    /// <summary>About how many characters a value makes, up to the most that can be shown.</summary>
    public static int Size(FactValue? value) => value switch
    {
        FactValue.Text text => Math.Min(text.Value.Length, Template.LongestText),
        FactValue.List list => Sum(list.Items),
        FactValue.Group group => Sum(group.Members.Values),
        _ => 1,
    };

    private static int Sum(IEnumerable<FactValue> values)
    {
        var sum = 1;

        foreach (var value in values)
        {
            sum += Size(value);

            if (sum >= Template.LongestText)
            {
                return Template.LongestText;
            }
        }

        return sum;
    }
}
