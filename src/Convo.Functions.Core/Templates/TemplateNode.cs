using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates;

/// <summary>A part of a template. The tree says all there is to say: nothing in it can call, reflect or include.</summary>
public abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>The author's own words; they go out as they stand.</summary>
    public sealed record Text(string Words) : TemplateNode;

    /// <summary>A value: the first operand that is known, through the formatters in order.</summary>
    public sealed record Value(IReadOnlyList<TemplateOperand> Operands, IReadOnlyList<FormatterCall> Formatters) : TemplateNode;

    /// <summary>The body once for each item of a list; nothing where the list isn't known or is empty.</summary>
    public sealed record Each(TemplatePath List, IReadOnlyList<TemplateNode> Body) : TemplateNode;

    /// <summary>One of two bodies: the first where the value is known and not empty, zero or "no".</summary>
    public sealed record If(TemplatePath Test, IReadOnlyList<TemplateNode> Then, IReadOnlyList<TemplateNode> Else) : TemplateNode;
}

/// <summary>What a value can be taken from.</summary>
public abstract record TemplateOperand
{
    private TemplateOperand()
    {
    }

    /// <summary>A fact.</summary>
    public sealed record Fact(TemplatePath Path) : TemplateOperand;

    /// <summary>The author's own text, as a fallback.</summary>
    public sealed record Literal(string Value) : TemplateOperand;
}

/// <summary>A path as the author wrote it: to a fact, or within the item at hand (<c>item</c>, <c>item.x</c>, <c>index</c>).</summary>
/// <param name="Text">The names with dots between them.</param>
/// <param name="At">Where it begins in the source, from 0.</param>
public sealed record TemplatePath(string Text, int At)
{
    /// <summary>The names one by one.</summary>
    public IReadOnlyList<string> Names { get; } = Text.Split('.');

    /// <summary>The fact that it leads to, where that doesn't depend on the item at hand.</summary>
    internal Fact? Fact { get; } = FactCatalogue.Find(Text);
}

/// <summary>A formatter with its arguments.</summary>
/// <param name="Name">The name of the formatter.</param>
/// <param name="Arguments">The arguments in order.</param>
/// <param name="At">Where it begins in the source, from 0.</param>
public sealed record FormatterCall(string Name, IReadOnlyList<FormatterArgument> Arguments, int At);

/// <summary>An argument of a formatter.</summary>
public abstract record FormatterArgument
{
    private FormatterArgument()
    {
    }

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : FormatterArgument;

    /// <summary>A number.</summary>
    public sealed record Number(decimal Value) : FormatterArgument;
}
