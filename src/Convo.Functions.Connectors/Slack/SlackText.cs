using System.Text;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Makes a value mean only itself in Slack's mrkdwn, wherever an author puts it. What an author writes stays mrkdwn. Each rule has its reason
/// beside it; they hold without knowing what stands around the value.
/// </summary>
internal sealed class SlackText : IDestination
{
    /// <summary>Invisible, and part of no word that Slack looks for: it keeps two characters from being read as one sign.</summary>
    internal const char Joiner = '\u2060';

    private const char Star = '\u2217';
    private const char LowLine = '\uFF3F';
    private const char Tilde = '\u223C';
    private const char Grave = '\u2035';
    private const char Colon = '\uA789';
    private const int LongestEmojiName = 100;

    /// <summary>The one there is.</summary>
    public static SlackText Destination { get; } = new();

    /// <inheritdoc/>
    public string Escape(string text)
    {
        var clean = CleanText.Of(text);
        var escaped = new StringBuilder(clean.Length + 16);

        for (var at = 0; at < clean.Length; at++)
        {
            Append(escaped, clean, at);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, string text, int at)
    {
        var atStart = at == 0 || text[at - 1] == '\n';
        var beforeWord = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
        var afterWord = at > 0 && char.IsLetterOrDigit(text[at - 1]);

        _ = text[at] switch
        {
            // The three signs that Slack reserves ("Formatting text for app surfaces", section "Escaping text").
            '&' => escaped.Append("&amp;"),
            '<' => escaped.Append("&lt;"),

            // At the start of a line Slack reads even the escaped sign as a quotation.
            '>' when atStart => escaped.Append(Joiner).Append("&gt;"),
            '>' => escaped.Append("&gt;"),

            // Bold, struck out, code, italic: mrkdwn has no escape for them, and invisible characters beside them count as ends of words,
            // so look-alikes are the only thing that holds. Within a word an underscore is no sign, and names like user_id stay right.
            '*' => escaped.Append(Star),
            '~' => escaped.Append(Tilde),
            '`' => escaped.Append(Grave),
            '_' when !(afterWord && beforeWord) => escaped.Append(LowLine),

            // An emoji's name between colons, in any script; times such as 10:30:00 are none.
            ':' when StartsEmoji(text, at) => escaped.Append(Colon),

            // @here, @anna, #general. Not read as mentions with parse=none, link_names=false and verbatim; this holds if a client reads them still.
            '@' or '#' when beforeWord && !afterWord => escaped.Append(text[at]).Append(Joiner),

            // <{{value}}|…> written by an author must not become <!channel>; only the first sign decides.
            '!' when at == 0 => escaped.Append(Joiner).Append('!'),
            _ => escaped.Append(text[at]),
        };
    }

    private static bool StartsEmoji(string text, int at)
    {
        var hasLetter = false;

        for (var next = at + 1; next < text.Length && next - at <= LongestEmojiName; next++)
        {
            if (text[next] == ':')
            {
                return hasLetter;
            }

            if (char.IsWhiteSpace(text[next]))
            {
                return false;
            }

            hasLetter |= char.IsLetter(text[next]);
        }

        return false;
    }
}
