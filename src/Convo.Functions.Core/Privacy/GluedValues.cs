using System.Text;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// The values that a template glued to other letters, as <c>x{{meeting.title}}</c> does: the lists are matched by whole words, and nobody would find them
/// in what was rendered. They are judged beside it.
/// </summary>
internal sealed class GluedValues
{
    // Several times the longest entry of a list; of a value that is longer, the end that was glued counts.
    private const int Longest = 1_000;

    private readonly List<string> all = [];

    /// <summary>What was glued so far.</summary>
    public IReadOnlyList<string> All => all;

    /// <summary>Follows one text as it grows, piece by piece.</summary>
    public Seam Begin() => new(all);

    /// <summary>Where a text ends so far.</summary>
    internal sealed class Seam(List<string> all)
    {
        private bool endsInWord;
        private string? value;

        /// <summary>The text grows by words of the author.</summary>
        public void Words(string words) => Grow(words, isValue: false);

        /// <summary>The text grows by a value, as it is before the destination escapes it.</summary>
        public void Value(string words) => Grow(words, isValue: true);

        private void Grow(string piece, bool isValue)
        {
            if (First(piece) is not { } first)
            {
                return;
            }

            if (endsInWord && Folding.IsOfWords(first))
            {
                Note(value, fromEnd: true);
                Note(isValue ? piece : null, fromEnd: false);
            }

            endsInWord = Folding.IsOfWords(Last(piece));
            value = isValue ? piece : null;
        }

        private void Note(string? glued, bool fromEnd)
        {
            if (glued is not null)
            {
                all.Add(glued.Length <= Longest ? glued : fromEnd ? glued[^Longest..] : glued[..Longest]);
            }
        }

        // What takes no room parts no words, and a piece of nothing else is none.
        private static Rune? First(string piece)
        {
            foreach (var rune in piece.EnumerateRunes())
            {
                if (!Folding.IsInvisible(rune))
                {
                    return rune;
                }
            }

            return null;
        }

        private static Rune Last(string piece)
        {
            for (var end = piece.Length; end > 0;)
            {
                Rune.DecodeLastFromUtf16(piece.AsSpan(0, end), out var rune, out var taken);

                if (!Folding.IsInvisible(rune))
                {
                    return rune;
                }

                end -= taken;
            }

            return Rune.ReplacementChar;
        }
    }
}
