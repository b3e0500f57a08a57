using System.Text;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>Text as meetings may hold it at their worst, from a seed.</summary>
internal static class RandomText
{
    private static readonly string[] Bits =
    [
        "<", ">", "&", "&amp;", "&lt;", "*", "_", "~", "`", "```", ":", ":tada:", "@", "#", "@here", "#general", "<!channel>", "<@U1>", "!", "|", "\n", "\r\n",
            " ", " ",
        "\t", "\u0000", "\u0085", "\u2028", "\u202e", "\u2069", "\ud83d", "\ude00", "😀", "👩‍👩‍👧", "e\u0301", "ß", "שלום", "日本語", "a",
        "b1", "word", "10:30:00",
            "https://example.org/a_b",
    ];

    public static string Of(int seed, int most = 60)
    {
        var dice = new Random(seed);
        var text = new StringBuilder();

        for (var n = dice.Next(1, most); n > 0; n--)
        {
            text.Append(Bits[dice.Next(Bits.Length)]);
        }

        return text.ToString();
    }
}
