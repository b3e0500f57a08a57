using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;
using Convo.Functions.Core.Templates.Formatters;

namespace Convo.Functions.Core.Tests.Templates;

/// <summary>Makes templates that are right, facts that are odd, and sources that are anything, each from a seed.</summary>
internal sealed class TemplateGenerator(int seed)
{
    private static readonly string[] Words =
    [
        "a", " ", "\n", "{ ", "}", "}}", "{{", "é", "😀", "👩‍👩‍👧", "'", "<b>", "&", "| x", "item", "\u202e", "long enough to matter in a loop ",
    ];

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{{", "{{#each ", "{{/each}}", "{{#if ", "{{/if}}", "{{else}}", "meeting.title", "actionItems", "item", "item.text", "index", " ",
        "??", "|", ":",
        ",", "'", "''", "list", "date", "shorten", "12", "-1", ".", "#", "/", ">", "(", "\ud800", "x", "\n", "lookup", "default: 'x'", "decisions }}",
    ];

    private readonly Random random = new(seed);

    private static IReadOnlyList<Fact> Lists { get; } = [.. FactCatalogue.All.Where(fact => fact.Type is FactType.List)];

    /// <summary>A template within the grammar, in which every name is known.</summary>
    public IReadOnlyList<TemplateNode> Tree() => Nodes(depth: 0, items: []);

    /// <summary>Pieces of the grammar in any order.</summary>
    public string Noise() => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pick(Pieces)));

    /// <summary>Facts of which any may be missing, of another type than documented, long or many.</summary>
    public FactSet Facts() => new((FactValue.Group)Odd(FactCatalogue.SampleFacts().Root, depth: 0));

    private List<TemplateNode> Nodes(int depth, Fact[] items) =>
        [.. Enumerable.Range(0, random.Next(depth == 0 ? 1 : 0, 4)).Select(_ => Node(depth, items))];

    private TemplateNode Node(int depth, Fact[] items) => random.Next(depth < 4 ? 8 : 5) switch
    {
        0 or 1 => new TemplateNode.Text(string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Words)))),
        5 or 6 when items.Length < Template.DeepestEach => Each(depth, items),
        5 or 6 or 7 => new TemplateNode.If(Path(items).Path, Nodes(depth + 1, items), random.Next(2) == 0 ? [] : Nodes(depth + 1, items)),
        _ => new TemplateNode.Value(
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Operand(items))],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Formatter())]),
    };

    private TemplateNode.Each Each(int depth, Fact[] items)
    {
        var inner = items.Length > 0 ? items[^1].Members.FirstOrDefault(member => member.Type is FactType.List) : null;
        var list = inner is not null && random.Next(2) == 0 ? inner : Pick(Lists);
        var path = ReferenceEquals(list, inner) ? $"item.{list.Name}" : list.Path;
        return new TemplateNode.Each(new TemplatePath(path, 0), Nodes(depth + 1, [.. items, FactCatalogue.ItemOf(list)!]));
    }

    private TemplateOperand Operand(Fact[] items) => random.Next(4) == 0 ? new TemplateOperand.Literal(Pick(Words)) : Path(items);

    private TemplateOperand.Fact Path(Fact[] items)
    {
        if (items.Length > 0 && random.Next(2) == 0)
        {
            var names = FactCatalogue.MembersOf(items[^1]);
            return new(new TemplatePath(random.Next(3) == 0 ? "index" : names.Count == 0 || random.Next(4) == 0 ? "item" : $"item.{Pick(names)}", 0));
        }

        var fact = Pick(FactCatalogue.All);
        return new(new TemplatePath(fact.Type is FactType.List && random.Next(2) == 0 ? fact.Path + Pick([".count", ".first"]) : fact.Path, 0));
    }

    private FormatterCall Formatter()
    {
        var formatter = Pick(FormatterCatalogue.All);
        var parameters = formatter.Parameters;
        var count = formatter.Pairs ? random.Next(2, 8) : random.Next(parameters.Count(parameter => parameter.Required), parameters.Count + 1);
        var arguments = Enumerable.Range(0, count).Select(i => Argument(parameters[Math.Min(i, parameters.Count - 1)]));
        return new FormatterCall(formatter.Name, [.. arguments], 0);
    }

    private FormatterArgument Argument(FormatterParameter parameter) => parameter.Range is { } range
        ? new FormatterArgument.Number(random.Next(range.Least, Math.Min(range.Most, 40) + 1))
        : new FormatterArgument.Text(Pick(["", ", ", "ddd d MMM yyyy HH:mm tt \\", "'", "\"x", .. Words]));

    private FactValue Odd(FactValue value, int depth)
    {
        if (depth > 0 && random.Next(6) == 0)
        {
            return random.Next(7) switch
            {
                0 => new FactValue.Number(Pick([double.NaN, double.PositiveInfinity, -1e300, 0, 1])),
                1 => new FactValue.Text(Pick(Words)),
                2 => new FactValue.Text(new string('x', random.Next(3_000))),
                3 => new FactValue.Time(Pick([DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch])),
                4 => new FactValue.Flag(random.Next(2) == 0),
                5 => new FactValue.Text("\ud83d"),
                _ => new FactValue.List([]),
            };
        }

        return value switch
        {
            FactValue.Group group => new FactValue.Group(
                group.Members.Where(_ => random.Next(5) > 0).ToDictionary(one => one.Key, one => Odd(one.Value, depth + 1))),
            FactValue.List list => new FactValue.List(
                [.. Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 60 : 4)).Select(i => Odd(list.Items[i % list.Items.Count], depth + 1))]),
            _ => value,
        };
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
