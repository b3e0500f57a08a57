using System.Globalization;
using System.Text;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>Formatters of text. Every other value counts as the text that stands for it.</summary>
internal static class Words
{
    public static FactValue? Upper(FactValue? value, Arguments arguments, TimeZoneInfo zone) =>
        Text(ValueText.Of(value, zone).ToUpperInvariant());

    public static FactValue? Lower(FactValue? value, Arguments arguments, TimeZoneInfo zone) =>
        Text(ValueText.Of(value, zone).ToLowerInvariant());

    public static FactValue? Capitalise(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var text = ValueText.Of(value, zone);

        if (text.Length == 0)
        {
            return Text(text);
        }

        Rune.DecodeFromUtf16(text, out var first, out var length);
        return Text(Rune.ToUpperInvariant(first) + text[length..]);
    }

    public static FactValue? Shorten(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var text = ValueText.Of(value, zone);
        var most = arguments.Number(0) ?? 1;
        var ending = arguments.Text(1) ?? "…";

        if (text.Length <= most || StringInfo.ParseCombiningCharacters(text) is not { } starts || starts.Length <= most)
        {
            return Text(text);
        }

        var room = most - StringInfo.ParseCombiningCharacters(ending).Length;

        if (room <= 0)
        {
            return Text(text[..starts[most]]);
        }

        var kept = text[..starts[room]];

        if (!char.IsWhiteSpace(text[starts[room]]) && kept.LastIndexOfAny([' ', '\n', '\t']) is var space and > 0)
        {
            kept = kept[..space];
        }

        return Text(kept.TrimEnd() + ending);
    }

    public static FactValue? Default(FactValue? value, Arguments arguments, TimeZoneInfo zone) =>
        string.IsNullOrWhiteSpace(ValueText.Of(value, zone)) ? Text(arguments.Text(0) ?? string.Empty) : value;

    public static FactValue? Lookup(FactValue? value, Arguments arguments, TimeZoneInfo zone)
    {
        var text = ValueText.Of(value, zone);

        for (var i = 0; i + 1 < arguments.All.Count; i += 2)
        {
            if (string.Equals(arguments.Text(i), text, StringComparison.OrdinalIgnoreCase))
            {
                return Text(arguments.Text(i + 1) ?? string.Empty);
            }
        }

        return arguments.All.Count % 2 is 1 ? Text(arguments.Text(arguments.All.Count - 1) ?? string.Empty) : value;
    }

    private static FactValue.Text Text(string text) => new(text);
}
