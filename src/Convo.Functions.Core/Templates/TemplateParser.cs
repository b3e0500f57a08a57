using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Reads a template in one pass with a stack of open blocks, without recursion. Goes on after a problem, to report several at once.</summary>
internal sealed class TemplateParser
{
    private const int MostProblems = 20;

    private readonly string source;
    private readonly Stack<Block> open = new();
    private readonly StringBuilder text = new();
    private readonly List<TemplateProblem> problems = [];
    private int nodes;

    private TemplateParser(string source)
    {
        this.source = source;
        open.Push(new Block(Kind: null, Path: null, At: 0));
    }

    public static TemplateParse Parse(string source)
    {
        if (source.Length > Template.LongestSource)
        {
            return Refuse($"The template has {source.Length} characters; at most {Template.LongestSource} are allowed.", "Say less, or use two steps.");
        }

        return WellFormed.Is(source)
            ? new TemplateParser(source).Parse()
            : Refuse("The template holds half of a character (a lone surrogate).", "Type the text again; it was damaged on its way here.");
    }

    private static TemplateParse Refuse(string message, string advice) => new(null, [new TemplateProblem(0, 1, 1, message, advice)]);

    private TemplateParse Parse()
    {
        var at = 0;

        while (at < source.Length && problems.Count < MostProblems)
        {
            at = Next(at);

            if (nodes > Template.MostNodes)
            {
                Report(at, $"The template has more than {Template.MostNodes} parts.", "Say less, or use two steps.");
                break;
            }
        }

        EndText();

        if (problems.Count == 0)
        {
            CloseAll();
        }

        if (problems.Count > 0)
        {
            return new TemplateParse(null, problems);
        }

        var tree = open.Peek().Nodes;
        var needs = new TemplateCheck(Report).Check(tree);
        return problems.Count > 0 ? new TemplateParse(null, problems) : new TemplateParse(new Template(source, tree, needs), []);
    }

    /// <summary>Reads up to the next tag and the tag itself; gives the place after it.</summary>
    private int Next(int at)
    {
        var tag = source.IndexOf("{{", at, StringComparison.Ordinal);

        if (tag < 0)
        {
            text.Append(source, at, source.Length - at);
            return source.Length;
        }

        text.Append(source, at, tag - at);

        if (source.AsSpan(tag).StartsWith("{{{{"))
        {
            text.Append("{{");
            return tag + 4;
        }

        EndText();

        try
        {
            return Tag(tag);
        }
        catch (TagError error)
        {
            Report(error.At, error.Message, error.Advice);
            var end = source.IndexOf("}}", tag, StringComparison.Ordinal);
            return end < 0 ? source.Length : end + 2;
        }
    }

    private int Tag(int start)
    {
        var cursor = new TagCursor(source, start + 2);

        if (cursor.Take("#"))
        {
            Open(start, cursor);
        }
        else if (cursor.Take("/"))
        {
            Close(start, cursor);
        }
        else
        {
            ValueOrElse(start, cursor);
        }

        return cursor.At;
    }

    private void Open(int start, TagCursor cursor)
    {
        var kind = cursor.Name("each or if");

        if (kind is not ("each" or "if"))
        {
            throw new TagError(start, $"There is no block '{kind}'.", "The only blocks are {{#each list}} and {{#if fact}}; a template can't include another.");
        }

        var path = cursor.Path();
        cursor.Expect("}}", $"after '#{kind} {path.Text}'");
        nodes++;
        open.Push(new Block(kind, path, start));

        if (open.Count - 1 > Template.DeepestBlock)
        {
            throw new TagError(start, $"Blocks stand deeper than {Template.DeepestBlock} within each other.", "Use fewer blocks.");
        }

        if (open.Count(block => block.Kind is "each") > Template.DeepestEach)
        {
            throw new TagError(start, $"#each stands more than {Template.DeepestEach} deep.", "Only a list, and a list within its items, can be gone through.");
        }
    }

    private void Close(int start, TagCursor cursor)
    {
        var kind = cursor.Name("each or if");
        cursor.Expect("}}", $"after '/{kind}'");

        if (open.Peek() is not { Kind: { } expected } block || expected != kind)
        {
            var advice = open.Peek().Kind is { } inner ? $"Close the inner block with {{{{/{inner}}}}} first." : "Take it out, or open the block before it.";
            throw new TagError(start, $"{{{{/{kind}}}}} closes nothing here.", advice);
        }

        open.Pop();
        open.Peek().Add(block.ToNode());
    }

    private void ValueOrElse(int start, TagCursor cursor)
    {
        var first = cursor.Operand();

        if (first is TemplateOperand.Fact { Path.Text: "else" })
        {
            cursor.Expect("}}", "after 'else'");
            Else(start);
            return;
        }

        List<TemplateOperand> operands = [first];

        while (cursor.Take("??"))
        {
            operands.Add(cursor.Operand());
        }

        var formatters = new List<FormatterCall>();

        while (cursor.Take("|"))
        {
            formatters.Add(cursor.Formatter());
        }

        cursor.Expect("}}", "at the end of the value");
        nodes += 1 + operands.Count + formatters.Sum(formatter => 1 + formatter.Arguments.Count);
        open.Peek().Add(new TemplateNode.Value(operands, formatters));
    }

    private void Else(int start)
    {
        if (open.Peek() is not { Kind: "if", InElse: false } block)
        {
            throw new TagError(start, "{{else}} stands in no {{#if}}, or is the second one.", "Write {{#if fact}} … {{else}} … {{/if}}.");
        }

        block.InElse = true;
    }

    private void CloseAll()
    {
        foreach (var block in open.Reverse())
        {
            if (block.Kind is { } kind)
            {
                Report(block.At, $"{{{{#{kind} {block.Path?.Text}}}}} has no end.", $"Close it with {{{{/{kind}}}}}.");
            }
        }
    }

    private void EndText()
    {
        if (text.Length == 0)
        {
            return;
        }

        nodes++;
        open.Peek().Add(new TemplateNode.Text(text.ToString()));
        text.Clear();
    }

    private void Report(int at, string message, string advice)
    {
        var before = source.AsSpan(0, at);
        problems.Add(new TemplateProblem(at, before.Count('\n') + 1, at - before.LastIndexOf('\n'), message, advice));
    }

    /// <summary>A block that is open; the outermost has no kind and no path.</summary>
    private sealed record Block(string? Kind, TemplatePath? Path, int At)
    {
        private readonly List<TemplateNode> otherwise = [];

        public List<TemplateNode> Nodes { get; } = [];

        public bool InElse { get; set; }

        public void Add(TemplateNode node) => (InElse ? otherwise : Nodes).Add(node);

        public TemplateNode ToNode() => Kind is "each" ? new TemplateNode.Each(Path!, Nodes) : new TemplateNode.If(Path!, Nodes, otherwise);
    }
}
