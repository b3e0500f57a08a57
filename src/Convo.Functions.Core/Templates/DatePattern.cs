using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>
/// Dates by pattern, with our own English names: the product runs without culture data. The letters are those of .NET's custom formats; what is no
/// token stands for itself, and text in double quotes or after a backslash too.
/// </summary>
internal static class DatePattern
{
    public const string Default = "yyyy-MM-dd HH:mm";

    public const string DateOnly = "yyyy-MM-dd";

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static string Format(DateTimeOffset time, string pattern)
    {
        var text = new StringBuilder();

        for (var i = 0; i < pattern.Length;)
        {
            i += pattern[i] switch
            {
                '\\' when i + 1 < pattern.Length => Literally(text, pattern.AsSpan(i + 1, 1)) + 1,
                '"' when pattern.IndexOf('"', i + 1) is var end and >= 0 => Literally(text, pattern.AsSpan(i + 1, end - i - 1)) + 2,
                _ => Token(text, time, pattern, i),
            };
        }

        return text.ToString();
    }

    private static int Literally(StringBuilder text, ReadOnlySpan<char> literal)
    {
        text.Append(literal);
        return literal.Length;
    }

    private static int Token(StringBuilder text, DateTimeOffset time, string pattern, int at)
    {
        var rest = pattern.AsSpan(at);
        var run = rest.IndexOfAnyExcept(rest[0]) is var end and >= 0 ? end : rest.Length;

        for (var length = Math.Min(run, 4); length > 0; length--)
        {
            if (Value(time, rest[..length]) is { } value)
            {
                text.Append(value);
                return length;
            }
        }

        return Literally(text, rest[..1]);
    }

    private static string? Value(DateTimeOffset time, ReadOnlySpan<char> token) => token switch
    {
        "d" => Digits(time.Day, 1),
        "dd" => Digits(time.Day, 2),
        "ddd" => Days[(int)time.DayOfWeek][..3],
        "dddd" => Days[(int)time.DayOfWeek],
        "M" => Digits(time.Month, 1),
        "MM" => Digits(time.Month, 2),
        "MMM" => Months[time.Month - 1][..3],
        "MMMM" => Months[time.Month - 1],
        "yy" => Digits(time.Year % 100, 2),
        "yyyy" => Digits(time.Year, 4),
        "H" => Digits(time.Hour, 1),
        "HH" => Digits(time.Hour, 2),
        "h" => Digits(Twelve(time.Hour), 1),
        "hh" => Digits(Twelve(time.Hour), 2),
        "m" => Digits(time.Minute, 1),
        "mm" => Digits(time.Minute, 2),
        "s" => Digits(time.Second, 1),
        "ss" => Digits(time.Second, 2),
        "tt" => time.Hour < 12 ? "am" : "pm",
        _ => null,
    };

    private static int Twelve(int hour) => hour % 12 is 0 ? 12 : hour % 12;

    private static string Digits(int number, int least) => number.ToString(least is 1 ? "0" : new string('0', least), CultureInfo.InvariantCulture);
}
