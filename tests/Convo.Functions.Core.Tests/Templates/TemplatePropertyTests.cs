using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;
using Convo.Functions.Core.Templates.Formatters;
using Xunit;

namespace Convo.Functions.Core.Tests.Templates;

/// <summary>
/// Goal S5: any template on any facts ends within its budget and its cap. <c>CONVO_DEEP_TEMPLATES</c> sets how many are made (1,000,000 deep).
/// </summary>
public sealed class TemplatePropertyTests
{
    private const int Usual = 100_000;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe");

    /// <summary>Odd facts, made once: making them takes longer than rendering.</summary>
    private static readonly FactSet[] Facts = [.. Enumerable.Range(0, 500).Select(seed => new TemplateGenerator(seed).Facts())];

    private static int Count =>
        Environment.GetEnvironmentVariable("CONVO_DEEP_TEMPLATES") is { } count ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : Usual;

    [Fact]
    public void S5_generated_templates_read_render_end_and_come_back_the_same()
    {
        Parallel.For(0, Count, seed =>
        {
            var source = TemplateSource.Of(new TemplateGenerator(seed).Tree());

            if (Broken(source, Facts[seed % Facts.Length], seed % 2 == 0 ? Html.Destination : PlainText.Destination) is { } broken)
            {
                Assert.Fail($"seed {seed}: {source}: {broken}");
            }
        });
    }

    [Fact]
    public void S5_any_source_is_read_or_refused_with_places_in_it()
    {
        var refused = 0;

        Parallel.For(0, Count, seed =>
        {
            var source = new TemplateGenerator(seed).Noise();
            var parse = Template.Parse(source);
            Assert.True(parse.Template is null == parse.Problems.Count > 0, $"seed {seed}: {source}");

            foreach (var problem in parse.Problems)
            {
                Interlocked.Increment(ref refused);
                Assert.True(problem.At >= 0 && problem.At <= source.Length, $"seed {seed}: {source}: {problem}");
                Assert.True(problem.Line == source[..problem.At].Count(character => character is '\n') + 1, $"seed {seed}: {source}: {problem}");
            }

            parse.Template?.Render(new RenderScope(FactCatalogue.SampleFacts(), Zone), Html.Destination);
        });

        Assert.True(refused > Count / 10);
    }

    [Fact]
    public void S5_generated_templates_cover_the_whole_grammar()
    {
        var seen = new HashSet<string>();

        for (var seed = 0; seed < 5_000; seed++)
        {
            Cover(new TemplateGenerator(seed).Tree(), depth: 0, seen);
        }

        string[] expected =
        [
            "text", "value", "each", "each in each", "if", "else", "fact", "literal", "fallback", "number", "quoted", "index", "item",
            "literal braces", "formatters",
            .. FormatterCatalogue.All.Select(formatter => "| " + formatter.Name),
        ];
        Assert.Empty(expected.Except(seen));
    }

    [Fact]
    public void S5_the_grammar_has_at_most_fifteen_productions()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "src/Convo.Functions.Core/Templates/README.md"));
        var productions = Regex.Count(readme, "^[a-z]+ += .*;", RegexOptions.Multiline | RegexOptions.ExplicitCapture);
        Assert.Equal(13, productions);
    }

    private static string? Broken(string source, FactSet facts, IDestination destination)
    {
        if (Template.Parse(source) is not { Template: { } template } parse)
        {
            return $"refused: {string.Join("; ", Template.Parse(source).Problems)}";
        }

        if (TemplateSource.Of(template.Nodes) != source || parse.Problems.Count > 0)
        {
            return $"comes back as {TemplateSource.Of(template.Nodes)}";
        }

        var renderer = new TemplateRenderer(new RenderScope(facts, Zone), destination);
        var rendered = renderer.Render(template.Nodes);

        // The last value that is looked at may go beyond the budget, by no more than a value can weigh.
        return renderer.Steps > TemplateRenderer.MostSteps + Template.LongestText ? $"{renderer.Steps} steps"
            : Encoding.UTF8.GetByteCount(rendered.Text) > Template.LongestText ? "too long"
            : !WellFormed.Is(rendered.Text) ? "half a character"
            : null;
    }

    private static void Cover(IReadOnlyList<TemplateNode> nodes, int depth, HashSet<string> seen)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Text text:
                    seen.Add(text.Words.Contains("{{", StringComparison.Ordinal) ? "literal braces" : "text");
                    break;
                case TemplateNode.Each each:
                    seen.Add(depth > 0 ? "each in each" : "each");
                    Cover(each.Body, depth + 1, seen);
                    break;
                case TemplateNode.If test:
                    seen.Add(test.Else.Count > 0 ? "else" : "if");
                    Cover([.. test.Then, .. test.Else], depth, seen);
                    break;
                case TemplateNode.Value value:
                    Cover(value, seen);
                    break;
            }
        }
    }

    private static void Cover(TemplateNode.Value value, HashSet<string> seen)
    {
        seen.Add("value");
        seen.Add(value.Operands.Count > 1 ? "fallback" : "value");
        seen.Add(value.Formatters.Count > 1 ? "formatters" : "value");
        seen.UnionWith(value.Operands.Select(operand => operand switch
        {
            TemplateOperand.Fact { Path.Names: ["index" or "item", ..] } fact => fact.Path.Names[0],
            TemplateOperand.Fact => "fact",
            _ => "literal",
        }));
        seen.UnionWith(value.Formatters.Select(call => "| " + call.Name));
        seen.UnionWith(value.Formatters.SelectMany(call => call.Arguments).Select(argument => argument is FormatterArgument.Number ? "number" : "quoted"));
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;

        while (!File.Exists(Path.Combine(at, "Convo.Functions.sln")))
        {
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The solution is in no folder above the tests.");
        }

        return at;
    }
}
