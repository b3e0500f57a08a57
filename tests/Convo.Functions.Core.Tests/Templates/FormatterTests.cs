using System.Globalization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;
using Convo.Functions.Core.Templates.Formatters;
using Xunit;

namespace Convo.Functions.Core.Tests.Templates;

public sealed class FormatterTests
{
    [Theory]
    [InlineData("date: 'ddd d MMM, HH:mm'", "Wed 18 Mar, 15:05")]
    [InlineData("date: 'dddd dd MMMM yyyy'", "Wednesday 18 March 2026")]
    [InlineData("date: 'd/M/yy h:m:s tt'", "18/3/26 3:5:9 pm")]
    [InlineData("date: 'hh mm ss MM H'", "03 05 09 03 15")]
    [InlineData("date: 'yyyy \"year\" \\d'", "2026 year d")]
    [InlineData("date: '\"open'", "\"open")]
    [InlineData("date: 'ddddd MMMMM y t'", "Wednesday18 March3 y t")]
    [InlineData("date", "2026-03-18 15:05")]
    [InlineData("date: ''", "")]
    public void Date_shows_a_moment_in_the_recipes_zone(string formatter, string expected) =>
        Assert.Equal(expected, Format(new FactValue.Time(new DateTimeOffset(2026, 3, 18, 14, 5, 9, TimeSpan.Zero)), formatter, "Europe/Berlin"));

    [Fact]
    public void Date_agrees_with_dotnets_invariant_formats_for_every_token()
    {
        string[] tokens = ["d d", "dd", "ddd", "dddd", "M M", "MM", "MMM", "MMMM", "yy", "yyyy", "H H", "HH", "h h", "hh", "m m", "mm", "s s", "ss"];

        for (var hours = 0; hours < 24 * 400; hours += 7)
        {
            var time = new DateTimeOffset(2025, 12, 30, 0, 59, 7, TimeSpan.Zero).AddHours(hours);

            foreach (var token in tokens)
            {
                Assert.Equal(time.ToString(token, CultureInfo.InvariantCulture), Format(new FactValue.Time(time), $"date: '{token}'"));
            }
        }
    }

    [Theory]
    [InlineData("2026-04-01", "date: 'd MMM'", "1 Apr")]
    [InlineData("2026-02-30", "date: 'd MMM'", "2026-02-30")]
    [InlineData("next Friday", "date: 'd MMM'", "next Friday")]
    public void Date_reads_plain_days_and_leaves_other_texts(string text, string formatter, string expected) =>
        Assert.Equal(expected, Format(new FactValue.Text(text), formatter, "Pacific/Pago_Pago"));

    [Theory]
    [InlineData(1234567.891, "number", "1234568")]
    [InlineData(1234567.891, "number: 2", "1234567.89")]
    [InlineData(1234567.891, "number: 2, ',', '.'", "1.234.567,89")]
    [InlineData(0.5, "number: 1, ''", "0.5")]
    [InlineData(-0.0, "number: 1", "-0.0")]
    [InlineData(75, "minutes-as-text", "1 h 15 min")]
    [InlineData(45, "minutes-as-text", "45 min")]
    [InlineData(120, "minutes-as-text", "2 h")]
    [InlineData(0, "minutes-as-text", "0 min")]
    [InlineData(-5, "minutes-as-text", "0 min")]
    [InlineData(44.6, "minutes-as-text", "45 min")]
    [InlineData(1, "plural: 'item', 'items'", "item")]
    [InlineData(0, "plural: 'item', 'items'", "items")]
    [InlineData(2, "plural: 'item', 'items'", "items")]
    [InlineData(3, "lookup: '3', 'three'", "three")]
    public void Numbers_are_written_the_same_everywhere(double number, string formatter, string expected) =>
        Assert.Equal(expected, Format(new FactValue.Number(number), formatter));

    [Theory]
    [InlineData("Größe ß", "upper", "GRÖßE ß")]
    [InlineData("ÄBC", "lower", "äbc")]
    [InlineData("straße der", "capitalise", "Straße der")]
    [InlineData("", "capitalise", "")]
    [InlineData("𐐨x", "capitalise", "𐐀x")]
    [InlineData("The quick brown fox", "shorten: 19", "The quick brown fox")]
    [InlineData("The quick brown fox", "shorten: 16", "The quick brown…")]
    [InlineData("The quick brown fox", "shorten: 15", "The quick…")]
    [InlineData("The quick brown fox", "shorten: 12, ' [more]'", "The [more]")]
    [InlineData("Donaudampfschifffahrt", "shorten: 6", "Donau…")]
    [InlineData("Donaudampfschifffahrt", "shorten: 3, '.....'", "Don")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "shorten: 2", "👩‍👩‍👧‍👦…")]
    [InlineData("", "default: 'none'", "none")]
    [InlineData("  ", "default: 'none'", "none")]
    [InlineData("x", "default: 'none'", "x")]
    [InlineData("HIGH", "lookup: 'high', '!', 'low', '-'", "!")]
    [InlineData("other", "lookup: 'high', '!', 'low', '-'", "other")]
    [InlineData("other", "lookup: 'high', '!', 'low', '-', '?'", "?")]
    [InlineData("x", "plural: 'a', 'b'", "x")]
    [InlineData("one", "bullets", "• one")]
    [InlineData("one", "list: '; '", "one")]
    public void Texts_are_formatted(string text, string formatter, string expected) => Assert.Equal(expected, Format(new FactValue.Text(text), formatter));

    [Theory]
    [InlineData(0, "list: ', ', ' and '", "")]
    [InlineData(1, "list: ', ', ' and '", "1")]
    [InlineData(2, "list: ', ', ' and '", "1 and 2")]
    [InlineData(3, "list: ', ', ' and '", "1, 2 and 3")]
    [InlineData(3, "list", "1, 2, 3")]
    [InlineData(3, "list: '/'", "1/2/3")]
    [InlineData(0, "bullets", "")]
    [InlineData(2, "bullets", "• 1\n• 2")]
    [InlineData(2, "bullets: '- '", "- 1\n- 2")]
    [InlineData(1, "plural: 'a', 'b'", "a")]
    [InlineData(2, "list: '' | default: 'none' | upper", "12")]
    public void Lists_are_formatted(int count, string formatter, string expected) =>
        Assert.Equal(expected, Format(new FactValue.List([.. Enumerable.Range(1, count).Select(i => new FactValue.Number(i))]), formatter));

    [Fact]
    public void Every_formatter_of_the_catalogue_has_an_example_that_renders()
    {
        Assert.Equal(12, FormatterCatalogue.All.Count);

        foreach (var formatter in FormatterCatalogue.All)
        {
            Assert.Contains(formatter.Name, formatter.Example, StringComparison.Ordinal);
            Assert.NotEmpty(TemplateGrammarTests.Render(formatter.Example, new RenderScope(FactCatalogue.SampleFacts(), TimeZoneInfo.Utc)));
        }
    }

    [Fact]
    public void Every_formatter_is_total_over_odd_values()
    {
        FactValue?[] odd =
        [
            null, new FactValue.Text(string.Empty), new FactValue.Text("\udc00"), new FactValue.Number(double.NaN), new FactValue.Number(double.MaxValue),
            new FactValue.Number(double.NegativeInfinity), new FactValue.Time(DateTimeOffset.MinValue), new FactValue.Time(DateTimeOffset.MaxValue),
            new FactValue.Flag(false), new FactValue.List([]), new FactValue.Group(new Dictionary<string, FactValue>()),
        ];

        foreach (var formatter in FormatterCatalogue.All)
        {
            var call = ((TemplateNode.Value)Template.Parse(formatter.Example).Template!.Nodes[^1]).Formatters[0];

            foreach (var value in odd)
            {
                var formatted = ValueText.Of(formatter.Apply(value, call.Arguments, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu")), TimeZoneInfo.Utc);
                Assert.True(formatted.Length < 1_000);
            }
        }
    }

    private static string Format(FactValue value, string formatters, string zone = "UTC")
    {
        var facts = FactSet.Empty.With("decisions", value);
        return TemplateGrammarTests.Render($"{{{{decisions | {formatters}}}}}", new RenderScope(facts, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }
}
