using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Reads the inside of one tag, from left to right. What doesn't fit the grammar is a <see cref="TagError"/>.</summary>
internal sealed class TagCursor(string source, int start)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly System.Buffers.SearchValues<char> NameParts =
        System.Buffers.SearchValues.Create(Letters + "0123456789-_");

    public int At { get; private set; } = start;

    private char Here => At < source.Length ? source[At] : '\0';

    /// <summary>Goes past the given text, and the space before it, if it comes next.</summary>
    public bool Take(string text)
    {
        SkipSpace();

        if (!source.AsSpan(At).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        At += text.Length;
        return true;
    }

    public void Expect(string text, string where)
    {
        if (!Take(text))
        {
            throw Unexpected($"'{text}' {where}");
        }
    }

    public TemplatePath Path()
    {
        SkipSpace();
        var from = At;
        var first = Name("the name of a fact");
        var path = new StringBuilder(first);

        while (Here is '.')
        {
            At++;
            path.Append('.').Append(Name("a name after the dot"));
        }

        return new TemplatePath(path.ToString(), from);
    }

    public TemplateOperand Operand()
    {
        SkipSpace();
        return Here is '\'' ? new TemplateOperand.Literal(Quoted()) : new TemplateOperand.Fact(Path());
    }

    public FormatterCall Formatter()
    {
        SkipSpace();
        var from = At;
        var name = Name("the name of a formatter");
        var arguments = new List<FormatterArgument>();

        if (Take(":"))
        {
            do
            {
                arguments.Add(Argument());
            }
            while (Take(","));
        }

        return new FormatterCall(name, arguments, from);
    }

    public string Name(string expected)
    {
        if (!Letters.Contains(Here, StringComparison.Ordinal))
        {
            throw Unexpected(expected);
        }

        var rest = source.AsSpan(At).IndexOfAnyExcept(NameParts);
        var name = rest < 0 ? source[At..] : source.Substring(At, rest);
        At += name.Length;
        return name;
    }

    private FormatterArgument Argument()
    {
        SkipSpace();
        return Here is '\'' ? new FormatterArgument.Text(Quoted()) : new FormatterArgument.Number(Number());
    }

    private decimal Number()
    {
        var from = At;
        At += Here is '-' ? 1 : 0;

        while (char.IsAsciiDigit(Here) || Here is '.')
        {
            At++;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

        if (decimal.TryParse(source.AsSpan(from, At - from), Style, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        At = from;
        throw Unexpected("a number, or a text in single quotes,");
    }

    private string Quoted()
    {
        var from = At++;
        var text = new StringBuilder();

        while (source.IndexOf('\'', At) is var quote and >= 0)
        {
            text.Append(source, At, quote - At);
            At = quote + 1;

            if (Here is not '\'')
            {
                return text.ToString();
            }

            text.Append('\'');
            At++;
        }

        At = from;
        throw new TagError(from, "A text in single quotes has no end.", "Close it with a single quote; a quote within is written twice: 'it''s'.");
    }

    private void SkipSpace()
    {
        while (Here is ' ' or '\t' or '\r' or '\n')
        {
            At++;
        }
    }

    private TagError Unexpected(string expected)
    {
        if (At >= source.Length)
        {
            return new TagError(At, $"The template ends where {expected} should stand.", "Close the braces with }}.");
        }

        var found = char.IsSurrogate(Here) || char.IsControl(Here) ? "a character that has no place here" : $"'{Here}'";
        return new TagError(At, $"There is {found} where {expected} should stand.", AdviceFor(Here));
    }

    private static string AdviceFor(char found) => found switch
    {
        '(' or '[' or '=' or '+' or '*' or '&' or '<' =>
            "A template only names facts, such as {{meeting.title}}; it calculates nothing and calls nothing.",
        '{' => "For two literal braces write {{{{; for one before a value write {{'{'}}.",
        '"' => "Write texts in single quotes: 'text'.",
        '>' or '!' or '^' => "A template can't include another; the only blocks are {{#each list}} and {{#if fact}}.",
        _ => "A value is written {{meeting.title}}, {{meeting.title ?? 'Untitled'}} or {{meeting.from | date: 'd MMM'}}.",
    };
}

/// <summary>What doesn't fit the grammar; the parser turns it into a problem. It never leaves this folder.</summary>
internal sealed class TagError(int at, string message, string advice) : Exception(message)
{
    public int At { get; } = at;

    public string Advice { get; } = advice;
}
