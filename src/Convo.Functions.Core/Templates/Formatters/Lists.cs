using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>Lists as text. What is no list counts as a list of one; what isn't known, as an empty one.</summary>
internal static class Lists
{
    public static FactValue? List(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var separator = arguments.Text(0) ?? ", ";
        return Joined(Items(value, zone), separator, arguments.Text(1) ?? separator);
    }

    public static FactValue? Bullets(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var bullet = arguments.Text(0) ?? "• ";
        var items = Items(value, zone);
        return items.Count > 0 ? Joined([bullet + items[0], .. items.Skip(1)], "\n" + bullet, "\n" + bullet) : new FactValue.Text(string.Empty);
    }

    private static FactValue.Text Joined(IReadOnlyList<string> items, string separator, string last) => new(TextList.Join(items, separator, last));

    private static List<string> Items(FactValue? value, TimeZoneInfo zone) => value switch
    {
        null => [],
        FactValue.List list => [.. list.Items.Select(item => ValueText.Of(item, zone))],
        _ => [ValueText.Of(value, zone)],
    };
}
