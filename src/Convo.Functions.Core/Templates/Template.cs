using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Templates;

/// <summary>
/// A text with facts in it, read and checked. The grammar stands in the README of this folder: it has no calls, no expressions and no
/// includes, so that a template can neither reach what it is not given nor run on.
/// </summary>
public sealed class Template
{
    /// <summary>The longest source, in UTF-16 units.</summary>
    public const int LongestSource = 65_536;

    /// <summary>The most parts of a source: texts, operands, formatters, blocks.</summary>
    public const int MostNodes = 2_000;

    /// <summary>How deep <c>#each</c> goes: a list, and a list within its items.</summary>
    public const int DeepestEach = 2;

    /// <summary>How deep blocks of both kinds go.</summary>
    public const int DeepestBlock = 10;

    /// <summary>The longest text that rendering gives, in UTF-8 bytes.</summary>
    public const int LongestText = 65_536;

    internal Template(string source, IReadOnlyList<TemplateNode> nodes, IReadOnlySet<string> needs) =>
        (Source, Nodes, Needs) = (source, nodes, needs);

    /// <summary>As the author wrote it.</summary>
    public string Source { get; }

    /// <summary>The syntax tree.</summary>
    public IReadOnlyList<TemplateNode> Nodes { get; }

    /// <summary>
    /// The facts that it uses, as the catalogue names them: <c>{{actionItems.first.owner}}</c> and <c>{{#each actionItems}}</c> both need
    /// <c>actionItems</c>. A path within the item of the step's own <c>forEach</c> stays as written (<c>item.text</c>): only the recipe knows the list.
    /// </summary>
    public IReadOnlySet<string> Needs { get; }

    /// <summary>Reads a template. Never throws: what is wrong comes back as problems.</summary>
    public static TemplateParse Parse(string source) => TemplateParser.Parse(source);

    /// <summary>
    /// Renders it. Pure and total: a fact that isn't known is empty text, a value never becomes template text again, and the text ends at
    /// <see cref="LongestText"/> or when the step budget is spent.
    /// </summary>
    public Rendered Render(RenderScope scope, IDestination destination) => new TemplateRenderer(scope, destination).Render(Nodes);
}
