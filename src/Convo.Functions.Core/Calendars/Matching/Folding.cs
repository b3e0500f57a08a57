using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>Brings words into a form in which spellings of the same word are equal: case, accents, and "ue" for "ü" make no difference. Pure.</summary>
internal static class Folding
{
    private const int LongestText = 1_000;

    // The framework's own decomposition does nothing where it runs without cultures, as the heads do.
    private static readonly FrozenDictionary<char, string> Accented = new (string Plain, string Letters)[]
    {
        ("a", "àáâãäåāăąǎæ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"),
        ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏőǒœ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűųǔ"),
        ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    }.SelectMany(row => row.Letters, (row, letter) => KeyValuePair.Create(letter, row.Plain)).ToFrozenDictionary();

    /// <summary>The words of a text, folded, in order; what is neither letter nor digit separates them.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();

        foreach (var letter in text.Length <= LongestText ? text : text[..LongestText])
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(Plain(letter));
            }
            else if (letter is not ('\'' or '’') && !IsMark(letter))
            {
                End(words, word);
            }
        }

        End(words, word);
        return words;
    }

    /// <summary>A text folded as a whole: its words, with one space between them.</summary>
    public static string Line(string text) => string.Join(' ', Words(text));

    private static bool IsMark(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static string Plain(char letter)
    {
        var small = char.ToLowerInvariant(letter);
        return small < '\u0080' ? small.ToString() : Accented.GetValueOrDefault(small) ?? small.ToString();
    }

    // Both spellings lose the e, so that "Mueller" and "Müller" meet; words that had it of their own right lose it on both sides too.
    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.Replace("ae", "a").Replace("oe", "o").Replace("ue", "u").ToString());
            word.Clear();
        }
    }
}
