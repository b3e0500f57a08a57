using System.Globalization;
using System.Text;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Cuts mrkdwn into pieces that Slack takes. Together the pieces are the text, sign by sign. A cut is never inside a character, an
/// entity (<c>&amp;amp;</c>) or a token (<c>&lt;https://…|label&gt;</c>), and at the end of a line or word where one is near.
/// </summary>
internal static class MrkdwnSplit
{
    private static readonly string[] Entities = ["&amp;", "&lt;", "&gt;"];

    /// <param name="text">The text.</param>
    /// <param name="limit">The most UTF-16 units of a piece. Slack counts characters, which are no more.</param>
    public static IReadOnlyList<string> Pieces(string text, int limit)
    {
        var pieces = new List<string>();
        var rest = text.AsSpan();

        while (rest.Length > limit)
        {
            var cut = Cut(rest, limit);
            pieces.Add(rest[..cut].ToString());
            rest = rest[cut..];
        }

        if (rest.Length > 0)
        {
            pieces.Add(rest.ToString());
        }

        return pieces;
    }

    /// <summary>The text itself where it fits; else its beginning with an ellipsis.</summary>
    public static string Shorten(string text, int limit) =>
        text.Length <= limit ? text : text[..Cut(text, limit - 1)].TrimEnd() + "…";

    private static int Cut(ReadOnlySpan<char> text, int limit)
    {
        var (at, line, word) = (0, 0, 0);

        while (at < text.Length && at + Token(text[at..], limit) is var next && next <= limit)
        {
            at = next;

            if (text[at - 1] == '\n')
            {
                line = at;
            }
            else if (text[at - 1] == ' ')
            {
                word = at;
            }
        }

        return line > limit / 2 ? line : word > limit / 2 ? word : at;
    }

    // How long the sign is that the text begins with and that must stay whole; never longer than a piece.
    private static int Token(ReadOnlySpan<char> text, int limit)
    {
        if (text[0] == '&')
        {
            foreach (var entity in Entities)
            {
                if (text.StartsWith(entity))
                {
                    return entity.Length;
                }
            }
        }

        if (text[0] == '<' && text.IndexOfAny('>', '\n') is > 0 and var end && text[end] == '>' && end < limit)
        {
            return end + 1;
        }

        // An emoji can consist of several characters; a letter with hundreds of accents is cut between them.
        var element = StringInfo.GetNextTextElementLength(text);
        if (element <= limit)
        {
            return element;
        }

        Rune.DecodeFromUtf16(text, out _, out var rune);
        return rune;
    }
}
