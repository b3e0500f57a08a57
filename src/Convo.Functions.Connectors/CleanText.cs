using System.Text;

namespace Convo.Functions.Connectors;

/// <summary>Takes out what is no text, before a destination makes something of it.</summary>
internal static class CleanText
{
    /// <summary>
    /// The text without control characters, with one kind of end of line, with U+FFFD for lone halves of characters, and without the signs that turn
    /// the direction of everything after them (U+202A to 202E, U+2066 to 2069). Right-to-left words need none of them.
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);

        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, with single spaces.</summary>
    public static string OnOneLine(string text) => string.Join(' ', Of(text).Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>At most so many characters of a clean text, whole ones.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd() + "…";
    }
}
