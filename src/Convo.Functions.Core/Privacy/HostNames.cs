using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Privacy;

/// <summary>Finds what is, or could be, the name of a host: in addresses of mail, in links, or just written down, as chats make links of that too.</summary>
internal static class HostNames
{
    private const string Encoded = "xn--";
    private static readonly IdnMapping International = new() { AllowUnassigned = true };

    // What browsers take for a full stop in a name ("UTS #46", section 4.5), and its small and one-dot forms.
    private static readonly int[] Stops = ['.', 0x3002, 0xFF0E, 0xFF61, 0xFE52, 0x2024];

    /// <summary>The names, folded: as their letters are, and as they look where that differs.</summary>
    public static IReadOnlySet<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var name = new StringBuilder();

        foreach (var rune in text.EnumerateRunes())
        {
            if (Array.IndexOf(Stops, rune.Value) >= 0)
            {
                name.Append('.');
            }
            else if (Folding.IsOfWords(rune) || rune.Value is '-' or '_')
            {
                name.Append(rune);
            }
            else if (!Folding.IsInvisible(rune))
            {
                End(name, found);
            }
        }

        End(name, found);
        return found;
    }

    /// <summary>A name as it is compared.</summary>
    public static (string Plain, string Look) Fold(string name)
    {
        var labels = name.Trim('.').Split('.').Select(Decode).Select(Folding.Label).ToList();
        return (string.Join('.', labels.Select(label => label.Plain)), string.Join('.', labels.Select(label => label.Look)));
    }

    private static void End(StringBuilder name, HashSet<string> found)
    {
        var text = name.ToString().Trim('.');
        name.Clear();

        if (text.Contains('.'))
        {
            var (plain, look) = Fold(text);
            found.Add(plain);
            found.Add(look);
        }
    }

    private static string Decode(string label)
    {
        if (!label.StartsWith(Encoded, StringComparison.OrdinalIgnoreCase))
        {
            return label;
        }

        try
        {
            return International.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return label;
        }
    }
}
