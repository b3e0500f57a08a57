using System.Text;

namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>Cuts a Bicep file into tokens.</summary>
internal sealed class BicepLexer
{
    // Longer signs first. What came after 0.9 is not among them: "=>" (lambdas), "..." (spread), "?[" and ".?" (safe access) fall apart and are refused.
    private static readonly string[] Signs =
    [
        "::", "==", "!=", "=~", "!~", "<=", ">=", "&&", "||", "??",
        "@", "{", "}", "[", "]", "(", ")", ",", ".", "?", ":", "=", "<", ">", "+", "-", "*", "/", "%", "!",
    ];

    private readonly string text;
    private int at;
    private int line = 1;

    private BicepLexer(string text) => this.text = text;

    public static IReadOnlyList<BicepToken> Read(string text) => new BicepLexer(text).Tokens(insideText: false);

    private char Here => at < text.Length ? text[at] : '\0';

    private List<BicepToken> Tokens(bool insideText)
    {
        var tokens = new List<BicepToken>();
        var depth = 0;
        while (true)
        {
            SkipBlanks();
            if (Here is '\0' || (insideText && depth is 0 && Here is '}'))
            {
                tokens.Add(BicepToken.Of(BicepTokenKind.End, "", line));
                return tokens;
            }

            var token = Next();
            depth += token.Is("{") ? 1 : token.Is("}") ? -1 : 0;
            if (token.Kind is not BicepTokenKind.NewLine || tokens is not [.., { Kind: BicepTokenKind.NewLine }])
            {
                tokens.Add(token);
            }
        }
    }

    private void SkipBlanks()
    {
        while (Here is ' ' or '\t' or '\r' || At("//") || At("/*"))
        {
            if (At("//"))
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            }
            else if (At("/*"))
            {
                var end = text.IndexOf("*/", at, StringComparison.Ordinal);
                var next = end < 0 ? throw new BicepException(line, "The comment has no end.") : end + 2;
                line += text[at..next].Count(c => c is '\n');
                at = next;
            }
            else
            {
                at++;
            }
        }
    }

    private BicepToken Next()
    {
        if (Here is '\n')
        {
            at++;
            return BicepToken.Of(BicepTokenKind.NewLine, "\n", line++);
        }

        if (Here is '\'')
        {
            return At("'''") ? throw new BicepException(line, "Texts over several lines are not used here.") : Text();
        }

        if (char.IsAsciiLetter(Here) || Here is '_')
        {
            return Run(BicepTokenKind.Name, c => char.IsAsciiLetterOrDigit(c) || c is '_');
        }

        if (char.IsAsciiDigit(Here))
        {
            return Run(BicepTokenKind.Number, char.IsAsciiDigit);
        }

        var sign = Array.Find(Signs, At) ?? throw new BicepException(line, $"'{Here}' is no sign of the language.");
        at += sign.Length;
        return BicepToken.Of(BicepTokenKind.Sign, sign, line);
    }

    private BicepToken Run(BicepTokenKind kind, Func<char, bool> belongs)
    {
        var from = at;
        while (belongs(Here))
        {
            at++;
        }

        return BicepToken.Of(kind, text[from..at], line);
    }

    private BicepToken Text()
    {
        var pieces = new List<string>();
        var holes = new List<IReadOnlyList<BicepToken>>();
        var piece = new StringBuilder();
        at++;
        while (Here is not '\'')
        {
            if (Here is '\0' or '\n')
            {
                throw new BicepException(line, "The text has no end.");
            }

            if (At("${"))
            {
                at += 2;
                holes.Add(Tokens(insideText: true));
                at++;
                pieces.Add(piece.ToString());
                piece.Clear();
                continue;
            }

            piece.Append(Here is '\\' ? Escaped() : Here);
            at++;
        }

        at++;
        pieces.Add(piece.ToString());
        return new BicepToken(BicepTokenKind.Text, pieces[0], line, pieces, holes);
    }

    private char Escaped()
    {
        at++;
        return Here switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '\'' or '$' => Here,
            _ => throw new BicepException(line, $"'\\{Here}' is no escape that is used here."),
        };
    }

    private bool At(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) is 0;
}
