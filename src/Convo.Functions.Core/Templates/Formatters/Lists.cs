using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>Lists as text. What is no list counts as a list of one; what isn't known, as an empty one.</summary>
internal static class Lists
{
    public static FactValue? List(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var separator = arguments.Text(0) ?? ", ";
        return Joined(value, string.Empty, separator, arguments.Text(1) ?? separator, zone);
    }

    public static FactValue? Bullets(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var bullet = arguments.Text(0) ?? "• ";
        return Joined(value, bullet, "\n" + bullet, "\n" + bullet, zone);
    }

    private static FactValue.Text Joined(FactValue? value, string first, string separator, string last, TimeZoneInfo zone) => value switch
    {
        null or FactValue.List { Items.Count: 0 } => new FactValue.Text(string.Empty),
        FactValue.List { Items: var items } => new FactValue.Text(first + TextList.Join(items.Count, i => ValueText.Of(items[i], zone), separator, last)),
        _ => new FactValue.Text(first + ValueText.Of(value, zone)),
    };
}
