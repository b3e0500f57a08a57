using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// Makes texts comparable: case, marks on letters, width and invisible characters don't count. Twice over: <see cref="Words.Plain"/> as the letters
/// are, <see cref="Words.Look"/> as they look, so that a Cyrillic letter in a Latin word hides nothing.
/// </summary>
internal static class Folding
{
    // Letters by their category, and nothing to the eye: the fillers of Hangul.
    private static readonly int[] Fillers = [0x115F, 0x1160, 0x3164, 0xFFA0];

    // Scripts that put no space between words: each of their characters is a word, and a word of theirs a row of them.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
        (0xFF66, 0xFF9D), (0x20000, 0x3FFFF),
    ];

    /// <summary>The words of a rule, as an admin means them.</summary>
    public static Words WordsOfRule(string rule) => WordsOf(rule, hasDisguises: false);

    /// <summary>The words of a text in order. Whatever is neither letter nor digit parts words; digits among letters look like letters.</summary>
    public static Words WordsOfText(string text) => WordsOf(text, hasDisguises: true);

    /// <summary>A label of a host's name: hyphens stay.</summary>
    public static (string Plain, string Look) Label(string label)
    {
        var (plain, look) = (new StringBuilder(), new StringBuilder());

        foreach (var rune in label.EnumerateRunes().Where(rune => !IsInvisible(rune)))
        {
            Append(plain, look, rune);
        }

        return (plain.ToString(), look.ToString());
    }

    /// <summary>True for what takes no room: joiners, marks, direction signs, soft hyphens, control characters.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.Control => !Rune.IsWhiteSpace(rune),
        _ => Fillers.Contains(rune.Value),
    };

    /// <summary>True for letters, digits and what stands for one, such as a circled letter.</summary>
    public static bool IsOfWords(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherNumber
            || Enclosed(rune.Value) is not null;

    private static Words WordsOf(string text, bool hasDisguises)
    {
        var words = new WordList(hasDisguises);

        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                continue;
            }

            if (IsUnspaced(rune))
            {
                words.End();
                words.Add(rune);
                words.End();
            }
            else if (IsOfWords(rune))
            {
                words.Add(rune);
            }
            else
            {
                words.End();
            }
        }

        words.End();
        return words.Done();
    }

    private static bool IsUnspaced(Rune rune) => Array.Exists(Unspaced, range => rune.Value >= range.First && rune.Value <= range.Last);

    private static void Append(StringBuilder plain, StringBuilder look, Rune rune)
    {
        var folded = Plain(rune);
        plain.Append(folded);

        if (LetterTable.LooksLike.TryGetValue(rune, out var alike))
        {
            look.Append(alike);
            return;
        }

        foreach (var part in folded.EnumerateRunes())
        {
            look.Append(LetterTable.LooksLike.TryGetValue(part, out var letter) ? letter.ToString() : part.ToString());
        }
    }

    private static string Plain(Rune rune)
    {
        if (Enclosed(rune.Value) is { } inside)
        {
            return inside.ToString();
        }

        // Full-width forms stand in the order of ASCII.
        var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFF01 + '!') : rune;

        if (CharUnicodeInfo.GetDecimalDigitValue(narrow.ToString(), 0) is >= 0 and var digit)
        {
            return ((char)('0' + digit)).ToString();
        }

        var small = Rune.ToLowerInvariant(narrow);
        return LetterTable.Plain.TryGetValue(small, out var plain) ? plain : small.ToString();
    }

    // Alphabets that repeat A to Z or 0 to 9 in order: mathematical, in circles, in squares, in brackets, of flags.
    private static char? Enclosed(int value) => value switch
    {
        >= 0x1D400 and <= 0x1D6A3 => (char)('a' + ((value - 0x1D400) % 26)),
        >= 0x1D7CE and <= 0x1D7FF => (char)('0' + ((value - 0x1D7CE) % 10)),
        >= 0x249C and <= 0x24B5 => (char)('a' + (value - 0x249C)),
        >= 0x24B6 and <= 0x24E9 => (char)('a' + ((value - 0x24B6) % 26)),
        >= 0x1F110 and <= 0x1F129 => (char)('a' + (value - 0x1F110)),
        >= 0x1F130 and <= 0x1F149 => (char)('a' + (value - 0x1F130)),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + (value - 0x1F150)),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + (value - 0x1F170)),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + (value - 0x1F1E6)),
        >= 0x2460 and <= 0x2468 => (char)('1' + (value - 0x2460)),
        0x24EA => '0',
        _ => null,
    };

    private sealed class WordList(bool hasDisguises)
    {
        private readonly List<string> plain = [];
        private readonly List<string> look = [];
        private readonly StringBuilder plainWord = new();
        private readonly StringBuilder lookWord = new();

        public void Add(Rune rune) => Append(plainWord, lookWord, rune);

        public void End()
        {
            if (plainWord.Length == 0)
            {
                return;
            }

            plain.Add(plainWord.ToString());
            look.Add(hasDisguises ? Undisguised(lookWord.ToString()) : lookWord.ToString());
            plainWord.Clear();
            lookWord.Clear();
        }

        public Words Done() => new(plain, look);

        // Digits pass for letters only among letters: "Fa1con" is read, "10" is a number. A rule's own digits are digits: "A1" is not "Al".
        private static string Undisguised(string word) =>
            word.Any(char.IsAsciiLetter) ? word.Replace('0', 'o').Replace('1', 'l') : word;
    }
}

/// <summary>The words of a text, each as its letters are and as they look.</summary>
/// <param name="Plain">Folded.</param>
/// <param name="Look">Folded, with the Latin letters that others look like; as many as <paramref name="Plain"/>.</param>
internal sealed record Words(IReadOnlyList<string> Plain, IReadOnlyList<string> Look);
