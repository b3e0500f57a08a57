using System.Globalization;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>Formatters of moments and numbers. A value of another kind goes through unchanged.</summary>
internal static class DateAndNumber
{
    public static FactValue? Date(FactValue? value, Arguments arguments, TimeZoneInfo zone) => value switch
    {
        FactValue.Time time => Text(DatePattern.Format(InZone(time.Value, zone), arguments.Text(0) ?? DatePattern.Default)),
        // Convo's "important dates" are text: usually a plain day, which belongs to no zone.
        FactValue.Text text when Day(text.Value) is { } day => Text(DatePattern.Format(day, arguments.Text(0) ?? DatePattern.DateOnly)),
        _ => value,
    };

    public static FactValue? Number(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        if (value is not FactValue.Number { Value: var number } || !double.IsFinite(number))
        {
            return value;
        }

        var decimals = arguments.Number(0) ?? 0;
        var grouped = arguments.Text(2) is not null;
        var format = new NumberFormatInfo
        {
            NumberDecimalSeparator = arguments.Text(1) is { Length: > 0 } separator ? separator : ".",
            NumberGroupSeparator = arguments.Text(2) ?? string.Empty,
        };

        return Text(number.ToString((grouped ? "N" : "F") + decimals.ToString(CultureInfo.InvariantCulture), format));
    }

    public static FactValue? Minutes(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        if (value is not FactValue.Number { Value: var number } || !(Math.Abs(number) < int.MaxValue))
        {
            return value;
        }

        var minutes = (int)Math.Round(Math.Max(0, number), MidpointRounding.AwayFromZero);
        var (hours, rest) = (minutes / 60, minutes % 60);

        return Text((hours, rest) switch
        {
            (0, _) => $"{rest} min",
            (_, 0) => $"{hours} h",
            _ => $"{hours} h {rest} min",
        });
    }

    public static FactValue? Plural(FactValue? value, Arguments arguments, TimeZoneInfo zone) => value switch
    {
        FactValue.Number number => Text(arguments.Text(number.Value is 1 ? 0 : 1) ?? string.Empty),
        FactValue.List list => Text(arguments.Text(list.Items.Count is 1 ? 0 : 1) ?? string.Empty),
        _ => value,
    };

    /// <summary>The moment in a zone; at the very ends of time, where a zone's offset leads out of it, in UTC.</summary>
    internal static DateTimeOffset InZone(DateTimeOffset time, TimeZoneInfo zone) =>
        time.Year is > 1 and < 9999 ? TimeZoneInfo.ConvertTime(time, zone) : time.ToUniversalTime();

    private static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(text, DatePattern.DateOnly, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;

    private static FactValue.Text Text(string text) => new(text);
}
