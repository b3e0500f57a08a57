using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;
using Xunit;

namespace Convo.Functions.Core.Tests.Templates;

public sealed class TemplateGrammarTests
{
    private static readonly RenderScope Sample = new(FactCatalogue.SampleFacts(), TimeZoneInfo.Utc);

    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("", "")]
    [InlineData("{{meeting.title}}", "Q1 Planning Review")]
    [InlineData("{{ meeting.title }}", "Q1 Planning Review")]
    [InlineData("{{\n\tmeeting.title\r\n}}", "Q1 Planning Review")]
    [InlineData("{{meeting.title ?? 'Untitled'}}", "Q1 Planning Review")]
    [InlineData("{{'it''s'}}", "it's")]
    [InlineData("{{'}}'}}", "}}")]
    [InlineData("{{{{meeting.title}}", "{{meeting.title}}")]
    [InlineData("{{{{{{meeting.title}}}}", "{{Q1 Planning Review}}")]
    [InlineData("{{'{'}}{{meeting.title}}}", "{Q1 Planning Review}")]
    [InlineData("}} { } {", "}} { } {")]
    [InlineData("ends with {{{{", "ends with {{")]
    [InlineData("{{actionItems.count}}", "2")]
    [InlineData("{{actionItems.first.owner}}", "Sarah")]
    [InlineData("{{participants.first}}", "Alice")]
    [InlineData("{{participants}}", "Alice, Bob, Sarah")]
    [InlineData("{{actionItems}}", "Send the updated roadmap, Book a room for the kickoff")]
    [InlineData("{{meeting.start}}", "2026-03-18 14:00")]
    [InlineData("{{event.overallScore}}", "8.5")]
    [InlineData("{{#each participants}}{{index}}.{{item}} {{/each}}", "1.Alice 2.Bob 3.Sarah ")]
    [InlineData("{{#each actionItems}}{{item.text}}{{#if item.owner}} ({{item.owner}}){{else}} (nobody){{/if}};{{/each}}",
        "Send the updated roadmap (Sarah);Book a room for the kickoff (nobody);")]
    [InlineData("{{#each keyPoints.sections}}{{item.heading}}:{{#each item.points}} {{index}} {{item}}{{/each}}|{{/each}}",
        "Revenue: 1 Tracking at 92% of target 2 Two large renewals in June|Hiring: 1 One more engineer from April|")]
    [InlineData("{{#if actionItems}}some{{/if}}{{#if meeting.minutes}} minutes{{/if}}", "some minutes")]
    [InlineData("{{#each actionItems}}\n- {{item.text}}\n{{/each}}", "\n- Send the updated roadmap\n\n- Book a room for the kickoff\n")]
    public void Each_production_of_the_grammar_reads_as_written(string source, string expected) =>
        Assert.Equal(expected, Render(source, Sample));

    [Theory]
    [InlineData("{{event.error ?? 'nothing'}}", "nothing")]
    [InlineData("{{event.error ?? keyPoints.title ?? meeting.id}}", "sess_1")]
    [InlineData("{{event.error}}", "")]
    [InlineData("{{#each decisions}}x{{/each}}", "")]
    [InlineData("{{#if decisions}}yes{{else}}no{{/if}}", "no")]
    [InlineData("{{actionItems.first.owner}}{{actionItems.count}}", "")]
    public void A_fact_that_is_not_known_is_empty_or_falls_back(string source, string expected)
    {
        var facts = FactSet.Empty.With("meeting", new FactValue.Group(new Dictionary<string, FactValue> { ["id"] = new FactValue.Text("sess_1") }));
        Assert.Equal(expected, Render(source, new RenderScope(facts, TimeZoneInfo.Utc)));
    }

    [Theory]
    [InlineData("Hello {{meeting.titel}}", 8, 1, 9, "meeting.title")]
    [InlineData("a\nb {{meeting.title | uper}}", 22, 2, 21, "upper")]
    [InlineData("{{#each actionItems}}{{item.ovner}}{{/each}}", 23, 1, 24, "owner")]
    [InlineData("{{actionItems.text}}", 2, 1, 3, "#each actionItems")]
    [InlineData("{{meeting}}", 2, 1, 3, "meeting.title")]
    [InlineData("{{#each meeting.title}}{{/each}}", 8, 1, 9, "actionItems")]
    [InlineData("{{#each participants}}{{item.name}}{{/each}}", 24, 1, 25, "{{item}}")]
    [InlineData("{{#with meeting}}{{/with}}", 0, 1, 1, "#each")]
    [InlineData("{{/if}}", 0, 1, 1, "Take it out")]
    [InlineData("{{#if meeting.title}}{{#each decisions}}{{/if}}{{/each}}", 40, 1, 41, "/each")]
    [InlineData("{{else}}", 0, 1, 1, "#if")]
    [InlineData("{{#if meeting.title}}a{{else}}b{{else}}c{{/if}}", 31, 1, 32, "#if")]
    [InlineData("{{#if meeting.title}}never closed", 0, 1, 1, "{{/if}}")]
    [InlineData("{{meeting.title", 15, 1, 16, "}}")]
    [InlineData("{{meeting.title ?? 'open}}", 19, 1, 20, "single quote")]
    [InlineData("{{meeting.title | shorten}}", 18, 1, 19, "shorten: 12")]
    [InlineData("{{meeting.title | shorten: 'x'}}", 18, 1, 19, "shorten: 12")]
    [InlineData("{{meeting.title | shorten: 0}}", 18, 1, 19, "shorten: 12")]
    [InlineData("{{meeting.title | upper: 1}}", 18, 1, 19, "upper")]
    [InlineData("{{meeting.title | default: \"x\"}}", 27, 1, 28, "single quotes")]
    [InlineData("{{index}}", 2, 1, 3, "Known are")]
    [InlineData("{{{meeting.title}}}", 2, 1, 3, "{{'{'}}")]
    [InlineData("{{}}", 2, 1, 3, "{{meeting.title}}")]
    [InlineData("{{meeting..title}}", 10, 1, 11, "{{meeting.title}}")]
    public void What_does_not_fit_is_a_problem_with_its_place_and_advice(string source, int at, int line, int column, string advice)
    {
        var parse = Template.Parse(source);

        Assert.Null(parse.Template);
        var problem = parse.Problems[0];
        Assert.Equal((at, line, column), (problem.At, problem.Line, problem.Column));
        Assert.Contains(advice, problem.Advice, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void Several_problems_come_at_once()
    {
        var problems = Template.Parse("{{meeting.titel}} {{decisions | bulets}} {{account.nam}}").Problems;
        Assert.Equal([2, 32, 43], problems.Select(problem => problem.At));
    }

    [Fact]
    public void Syntax_problems_do_not_hide_each_other()
    {
        var problems = Template.Parse("{{a(}} fine {{b[}}").Problems;
        Assert.Equal([3, 15], problems.Select(problem => problem.At));
    }

    [Fact]
    public void Each_goes_two_deep_and_no_deeper()
    {
        const string Two = "{{#each keyPoints.sections}}{{#each item.points}}{{/each}}{{/each}}";
        const string Three = "{{#each keyPoints.sections}}{{#each item.points}}{{#each decisions}}{{/each}}{{/each}}{{/each}}";
        Assert.NotNull(Template.Parse(Two).Template);
        Assert.Contains("2 deep", Template.Parse(Three).Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_go_ten_deep_and_no_deeper()
    {
        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("{{#if meeting.title}}", depth)) + "x" + string.Concat(Enumerable.Repeat("{{/if}}", depth));

        Assert.Equal("x", Render(Nested(10), Sample));
        Assert.Contains("10", Template.Parse(Nested(11)).Problems[0].Message, StringComparison.Ordinal);
        Assert.NotEmpty(Template.Parse(Nested(3_000)).Problems);
    }

    [Fact]
    public void A_source_is_bounded_in_length_and_parts()
    {
        Assert.NotNull(Template.Parse(new string('a', Template.LongestSource)).Template);
        Assert.Null(Template.Parse(new string('a', Template.LongestSource + 1)).Template);
        Assert.NotNull(Template.Parse(string.Concat(Enumerable.Repeat("{{index}}", 900)).Replace("index", "meeting.id", StringComparison.Ordinal)).Template);
        Assert.Contains("2000 parts", Template.Parse(string.Concat(Enumerable.Repeat("{{meeting.id}}", 1_001))).Problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_are_facts_of_the_catalogue()
    {
        var template = Template.Parse(
            "{{meeting.title ?? event.title}}{{actionItems.first.owner}}"
            + "{{#each keyPoints.sections}}{{#each item.points}}{{item}}{{/each}}{{/each}}{{#if decisions.count}}{{/if}}{{item.text}}");

        Assert.Equal(
            ["actionItems", "decisions", "event.title", "item.text", "keyPoints.sections", "meeting.title"],
            template.Template!.Needs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Half_a_character_in_the_source_is_a_problem() => Assert.NotEmpty(Template.Parse("a\ud800b").Problems);

    [Fact]
    public void The_item_of_the_step_is_at_hand_outside_of_each()
    {
        var scope = Sample with { Item = ((FactValue.List)Sample.Facts.Find("actionItems")!).Items[1], ItemPath = "actionItems", ItemIndex = 2 };
        var rendered = Template.Parse("{{item.text}} {{item.owner ?? 'nobody'}}").Template!.Render(scope, PlainText.Destination);
        Assert.Equal("Book a room for the kickoff nobody", rendered.Text);
        Assert.Equal([PrivacyClass.Content], rendered.Classes);
    }

    internal static string Render(string source, RenderScope scope)
    {
        var parse = Template.Parse(source);
        Assert.Empty(parse.Problems);
        return parse.Template!.Render(scope, PlainText.Destination).Text;
    }
}
