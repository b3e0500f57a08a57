using System.Text;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;
using Xunit;

namespace Convo.Functions.Core.Tests.Templates;

/// <summary>Attacks A78 to A81, and what values from outside can do to a text.</summary>
public sealed class TemplateSafetyTests
{
    [Theory]
    [InlineData("{{constructor.constructor('return process')()}}")]
    [InlineData("{{constructor.constructor}}")]
    [InlineData("{{this.GetType()}}")]
    [InlineData("{{this.GetType}}")]
    [InlineData("{{meeting.title.Length}}")]
    [InlineData("{{meeting.title.GetType}}")]
    [InlineData("{{meeting.__proto__}}")]
    [InlineData("{{env.PATH}}")]
    [InlineData("{{secrets.slack}}")]
    [InlineData("{{connections.slack.token}}")]
    [InlineData("{{7*7}}")]
    [InlineData("{{meeting.title | eval: '1'}}")]
    [InlineData("{{actionItems[0]}}")]
    [InlineData("{{actionItems.0}}")]
    [InlineData("{{lookup this 'x'}}")]
    [InlineData("{% include 'x' %}{{include}}")]
    public void A78_nothing_but_known_facts_can_be_named(string source)
    {
        var parse = Template.Parse(source);
        Assert.Null(parse.Template);
        Assert.All(parse.Problems, problem => Assert.NotEmpty(problem.Advice));
    }

    [Theory]
    [InlineData("{{> header}}")]
    [InlineData("{{>header}}")]
    [InlineData("{{#include header}}{{/include}}")]
    [InlineData("{{#*inline 'x'}}{{/inline}}")]
    [InlineData("{{meeting.title {{meeting.title}}}}")]
    public void A79_includes_and_nesting_are_refused(string source) => Assert.Null(Template.Parse(source).Template);

    [Fact]
    public void A80_ten_megabytes_by_loop_end_at_the_cap()
    {
        var items = Texts(1_000, _ => new string('x', 100));
        var rendered = Render("{{#each decisions}}{{#each participants}}{{item}}{{/each}}{{/each}}", ("decisions", items), ("participants", items));

        Assert.True(rendered.Cut);
        Assert.Equal(Template.LongestText, Encoding.UTF8.GetByteCount(rendered.Text));
    }

    [Fact]
    public void A80_loops_without_output_end_at_the_step_budget()
    {
        var items = Texts(5_000, i => $"{i}");
        var rendered = Render(
            "{{#each decisions}}{{#each participants}}{{#if event.error}}x{{/if}}{{item | lookup: 'no', 'y', ''}}{{/each}}{{/each}}",
            ("decisions", items),
            ("participants", items));

        Assert.True(rendered.Cut);
        Assert.Empty(rendered.Text);
    }

    [Fact]
    public void A80_a_formatter_can_not_multiply()
    {
        var separator = new string('-', 60_000);
        var rendered = Render($"{{{{decisions | list: '{separator}' | upper | bullets: 'x'}}}}", ("decisions", Texts(100_000, _ => "x")));
        Assert.True(rendered.Cut);
        Assert.True(Encoding.UTF8.GetByteCount(rendered.Text) <= Template.LongestText);
    }

    [Theory]
    [InlineData("{{meeting.title | date: 'd'}}", "")]
    [InlineData("{{meeting.title | number: 2 | upper}}", "")]
    [InlineData("{{decisions | upper}}", "ONE, TWO")]
    [InlineData("{{decisions | date: 'd MMM' | shorten: 6}}", "one,…")]
    [InlineData("{{decisions}}", "one, two")]
    public void A81_missing_facts_and_other_types_give_the_declared_default(string source, string expected) =>
        Assert.Equal(expected, Render(source, ("decisions", new FactValue.List([new FactValue.Text("one"), new FactValue.Text("two")]))).Text);

    [Theory]
    [InlineData("{{meeting.title}}")]
    [InlineData("{{meeting.minutes | number: 1}}")]
    [InlineData("{{#each actionItems}}{{item.text}}{{/each}}")]
    [InlineData("{{#if transcript.text}}x{{/if}}")]
    [InlineData("{{actionItems.count}}{{actionItems.first.owner | default: '-'}}")]
    [InlineData("{{meeting.start | date: 'ddd d MMM yyyy'}}")]
    public void A81_a_value_of_any_type_in_any_place_renders(string source)
    {
        var time = new FactValue.Time(DateTimeOffset.MaxValue);
        FactValue[] odd =
        [
            new FactValue.Text("\ud800"), new FactValue.Number(double.NaN), new FactValue.Number(double.PositiveInfinity), new FactValue.Number(-1e300),
            time, new FactValue.Time(DateTimeOffset.MinValue), new FactValue.Flag(true), new FactValue.List([]),
            new FactValue.List([time, new FactValue.List([])]),
            new FactValue.Group(new Dictionary<string, FactValue>()),
        ];

        foreach (var value in odd)
        {
            var meeting = new FactValue.Group(new Dictionary<string, FactValue> { ["title"] = value, ["minutes"] = value, ["start"] = value });
            var facts = Facts(("meeting", meeting), ("actionItems", value), ("transcript", value));

            foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
            {
                var scope = new RenderScope(facts, TimeZoneInfo.FindSystemTimeZoneById(zone));
                var text = Template.Parse(source).Template!.Render(scope, Html.Destination).Text;
                Assert.True(WellFormed.Is(text));
            }
        }
    }

    [Fact]
    public void A52_a_value_is_never_read_as_a_template()
    {
        const string Hostile = "{{account.email}} {{#each actionItems}} {{{{ ${7*7}";
        var rendered = Render("<{{meeting.title | upper | lower}}>", ("meeting", Group("title", Hostile)), ("account", Group("email", "a@b.c")));
        Assert.Equal($"<{Hostile.ToLowerInvariant()}>", rendered.Text);
        Assert.DoesNotContain("a@b.c", rendered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_destination_escapes_values_and_fallbacks_but_not_the_authors_text()
    {
        var facts = Facts(("meeting", Group("title", "<b> & \"x\" 'y'")));
        var template = Template.Parse("<p title=\"{{meeting.title}}\">{{event.error ?? '<i>'}}</p>").Template!;
        Assert.Equal(
            "<p title=\"&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;\">&lt;i&gt;</p>",
            template.Render(new RenderScope(facts, TimeZoneInfo.Utc), Html.Destination).Text);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("<")]
    [InlineData("e\u0301")]
    public void The_cut_leaves_no_half_character_and_no_half_escape(string character)
    {
        for (var before = 0; before < 12; before++)
        {
            var facts = Facts(("meeting", Group("title", new string('a', before) + string.Concat(Enumerable.Repeat(character, 40_000)))));
            var rendered = Template.Parse("{{meeting.title}}").Template!.Render(new RenderScope(facts, TimeZoneInfo.Utc), Html.Destination);
            var whole = Html.Destination.Escape(character);

            Assert.True(rendered.Cut);
            var count = Math.DivRem(rendered.Text.Length - before, whole.Length, out var rest);
            Assert.Equal(0, rest);
            Assert.Equal(new string('a', before) + string.Concat(Enumerable.Repeat(whole, count)), rendered.Text);
            Assert.InRange(Encoding.UTF8.GetByteCount(rendered.Text), Template.LongestText - Encoding.UTF8.GetByteCount(whole) + 1, Template.LongestText);
        }
    }

    [Fact]
    public void A_text_that_just_fits_is_not_cut()
    {
        var rendered = Render("{{meeting.title}}", ("meeting", Group("title", new string('a', Template.LongestText))));
        Assert.False(rendered.Cut);
        Assert.Equal(Template.LongestText, rendered.Text.Length);
    }

    [Theory]
    [InlineData("{{meeting.start}}", new[] { PrivacyClass.Schedule })]
    [InlineData("{{meeting.title}}", new[] { PrivacyClass.Content })]
    [InlineData("words", new PrivacyClass[0])]
    [InlineData("{{event.error ?? meeting.title}}", new[] { PrivacyClass.Content })]
    [InlineData("{{meeting.start ?? transcript.text}}", new[] { PrivacyClass.Schedule })]
    [InlineData("{{#if participants}}{{/if}}", new[] { PrivacyClass.People })]
    [InlineData("{{#each actionItems}}{{item.text}}{{/each}}", new[] { PrivacyClass.Content })]
    [InlineData("{{#each actionItems}}{{item.owner}}{{/each}}", new[] { PrivacyClass.Content, PrivacyClass.People })]
    [InlineData("{{actionItems.first.owner}}", new[] { PrivacyClass.People })]
    [InlineData("{{#each transcript.segments}}{{item.time}}{{/each}}", new[] { PrivacyClass.Schedule, PrivacyClass.Verbatim })]
    [InlineData("{{event.overallScore}}", new[] { PrivacyClass.Coaching })]
    public void Rendering_reports_the_classes_of_what_it_used(string source, PrivacyClass[] expected)
    {
        var all = FactCatalogue.SampleFacts();
        var known = new FactSet(new FactValue.Group(all.Root.Members.ToDictionary(
            member => member.Key,
            member => member is { Key: "event", Value: FactValue.Group group }
                ? new FactValue.Group(group.Members.Where(one => one.Key != "error").ToDictionary())
                : member.Value)));
        var rendered = Template.Parse(source).Template!.Render(new RenderScope(known, TimeZoneInfo.Utc), PlainText.Destination);
        Assert.Equal(expected, rendered.Classes.Order());
    }

    [Fact]
    public void An_item_without_the_path_of_its_list_counts_as_everything()
    {
        var scope = new RenderScope(FactSet.Empty, TimeZoneInfo.Utc, new FactValue.Text("x"));
        Assert.Equal(Enum.GetValues<PrivacyClass>(), Template.Parse("{{item}}").Template!.Render(scope, PlainText.Destination).Classes.Order());
    }

    private static FactValue.List Texts(int count, Func<int, string> text) => new([.. Enumerable.Range(0, count).Select(i => new FactValue.Text(text(i)))]);

    private static FactValue.Group Group(string name, string value) => new(new Dictionary<string, FactValue> { [name] = new FactValue.Text(value) });

    private static FactSet Facts(params (string Name, FactValue Value)[] members) =>
        members.Aggregate(FactSet.Empty, (facts, member) => facts.With(member.Name, member.Value));

    private static Rendered Render(string source, params (string Name, FactValue Value)[] members)
    {
        var parse = Template.Parse(source);
        Assert.Empty(parse.Problems);
        return parse.Template!.Render(new RenderScope(Facts(members), TimeZoneInfo.Utc), PlainText.Destination);
    }
}
