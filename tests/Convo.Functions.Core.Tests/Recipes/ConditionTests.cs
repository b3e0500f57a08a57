using System.Text.Json;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Judging;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

public sealed class ConditionTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("meeting.minutes", "is", "45", true)]
    [InlineData("meeting.minutes", "is", "44", false)]
    [InlineData("meeting.minutes", "is-not", "44", true)]
    [InlineData("meeting.minutes", "is-not", "45", false)]
    [InlineData("meeting.minutes", "at-least", "45", true)]
    [InlineData("meeting.minutes", "at-least", "45.5", false)]
    [InlineData("meeting.minutes", "at-most", "45", true)]
    [InlineData("meeting.minutes", "at-most", "44", false)]
    [InlineData("meeting.minutes", "more-than", "44", true)]
    [InlineData("meeting.minutes", "more-than", "45", false)]
    [InlineData("meeting.minutes", "less-than", "46", true)]
    [InlineData("meeting.minutes", "less-than", "45", false)]
    [InlineData("meeting.minutes", "is-known", null, true)]
    [InlineData("actionItems.count", "at-least", "2", true)]
    [InlineData("actionItems.count", "at-least", "3", false)]
    [InlineData("meeting.title", "is", "\"q1 planning REVIEW\"", true)]
    [InlineData("meeting.title", "is", "\"q1\"", false)]
    [InlineData("meeting.title", "is-not", "\"q1\"", true)]
    [InlineData("meeting.title", "is-not", "\"Q1 planning review\"", false)]
    [InlineData("meeting.title", "contains", "\"PLANNING\"", true)]
    [InlineData("meeting.title", "contains", "\"standup\"", false)]
    [InlineData("meeting.title", "starts-with", "\"q1\"", true)]
    [InlineData("meeting.title", "starts-with", "\"planning\"", false)]
    [InlineData("meeting.title", "ends-with", "\"REVIEW\"", true)]
    [InlineData("meeting.title", "ends-with", "\"q1\"", false)]
    [InlineData("meeting.title", "matches", "\"^q[1-4] \"", true)]
    [InlineData("meeting.title", "matches", "\"^planning\"", false)]
    [InlineData("meeting.title", "is-empty", null, false)]
    [InlineData("meeting.title", "is-known", null, true)]
    [InlineData("participants", "contains", "\"alice\"", true)]
    [InlineData("participants", "contains", "\"ali\"", false)]
    [InlineData("participants", "mentions", "\"ali\"", true)]
    [InlineData("actionItems", "mentions", "\"roadmap\"", true)]
    [InlineData("actionItems", "mentions", "\"Sarah\"", false)]
    [InlineData("decisions", "is-empty", null, false)]
    [InlineData("actionItems.first.owner", "is", "\"sarah\"", true)]
    [InlineData("meeting.start", "before", "\"2026-03-18T14:01Z\"", true)]
    [InlineData("meeting.start", "before", "\"2026-03-18T14:00Z\"", false)]
    [InlineData("meeting.start", "before", "\"2026-03-18T15:01\"", true)]
    [InlineData("meeting.start", "before", "\"2026-03-18T15:00\"", false)]
    [InlineData("meeting.start", "after", "\"2026-03-18\"", true)]
    [InlineData("meeting.start", "after", "\"2026-03-18T13:00:00-04:00\"", false)]
    [InlineData("event.overallScore", "more-than", "8", true)]
    public void Each_operator_compares_as_its_description_says(string fact, string comparison, string? value, bool holds)
    {
        var json = value is null
            ? $$"""{"all":[{"fact":"{{fact}}","is":"{{comparison}}"}]}"""
            : $$"""{"all":[{"fact":"{{fact}}","is":"{{comparison}}","value":{{value}}}]}""";
        Assert.Equal(holds, Evaluate(json, FactCatalogue.SampleFacts()).Holds);
    }

    [Fact]
    public void Every_operator_is_in_the_table_above()
    {
        var tested = typeof(ConditionTests).GetMethod(nameof(Each_operator_compares_as_its_description_says))!
            .GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).ToArray())
            .Select(row => (FactCatalogue.Find((string)row[0].Value!)!.Type, (string)row[1].Value!))
            .ToHashSet();

        // No fact of today's catalogue is a flag or is-known for the other types; they are compared below.
        var untested = OperatorCatalogue.All.Where(one => !tested.Contains((one.Type, one.Name))).Select(one => $"{one.Type} {one.Name}");
        Assert.Equal(["List is-known", "Time is-known", "Flag is", "Flag is-known"], untested);
    }

    [Theory]
    [InlineData("is", "true", true)]
    [InlineData("is", "false", false)]
    [InlineData("is-known", null, true)]
    public void Flags_and_knowledge_compare(string comparison, string? value, bool holds)
    {
        var facts = FactSet.Empty.With("flag", new FactValue.Flag(true));
        var leaf = new ConditionGroup.Leaf("flag", comparison, value is null ? default : JsonElement.Parse(value));
        Assert.Equal(holds, Conditions.Evaluate(leaf, facts, Berlin).Holds);
    }

    [Theory]
    [InlineData("""{"all":[{"fact":"meeting.minutes","is":"at-least","value":1},{"fact":"meeting.minutes","is":"at-least","value":50}]}""",
        "condition 2: meeting.minutes is 45, needs at least 50")]
    [InlineData("""{"any":[{"fact":"meeting.minutes","is":"is","value":1},{"fact":"actionItems.count","is":"more-than","value":5}]}""",
        "condition 1: meeting.minutes is 45, needs 1; condition 2: actionItems.count is 2, needs more than 5")]
    [InlineData("""{"none":[{"fact":"meeting.title","is":"contains","value":"x"},{"fact":"meeting.title","is":"contains","value":"plan"}]}""",
        "condition 2 holds and must not")]
    [InlineData(
        """
        {"all":[{"any":[{"fact":"meeting.minutes","is":"is","value":45},{"fact":"meeting.minutes","is":"is","value":4}]},
                {"fact":"meeting.title","is":"contains","value":"standup"}]}
        """,
        "condition 3: meeting.title does not contain the given text")]
    [InlineData("""{"all":[{"fact":"event.overallScore","is":"at-least","value":9}]}""", "condition 1: event.overallScore is another number, needs at least 9")]
    [InlineData("""{"any":[{"fact":"meeting.minutes","is":"is","value":45}],"none":[{"fact":"decisions","is":"is-empty"}]}""", null)]
    public void The_verdict_says_which_condition_and_why(string json, string? why)
    {
        var verdict = Evaluate(json, FactCatalogue.SampleFacts());
        Assert.Equal((why is null, why), (verdict.Holds, verdict.Why));
    }

    [Fact]
    public void An_unknown_fact_makes_a_condition_false_and_is_named()
    {
        var verdict = Evaluate("""{"all":[{"fact":"meeting.title","is":"is-not","value":"x"}]}""", FactSet.Empty);
        Assert.Equal(new Verdict(false, "condition 1: meeting.title is not known"), verdict);
        Assert.True(Evaluate("""{"none":[{"fact":"meeting.title","is":"is-not","value":"x"}]}""", FactSet.Empty).Holds);
    }

    [Fact]
    public void A_reason_holds_no_text_of_the_meeting_and_none_of_the_recipe()
    {
        const string Canary = "zebra";
        var facts = FactCatalogue.SampleFacts().With("decisions", new FactValue.List([new FactValue.Text(Canary)]));
        var title = new FactValue.Group(new Dictionary<string, FactValue> { ["title"] = new FactValue.Text(Canary) });

        foreach (var one in OperatorCatalogue.All.Where(one => one.Takes is OperandKind.Text or OperandKind.Pattern))
        {
            var fact = one.Type is FactType.Text ? "meeting.title" : "decisions";
            var value = one.Name is "is-not" ? Canary : "giraffe";
            var verdict = Conditions.Evaluate(new ConditionGroup.Leaf(fact, one.Name, JsonElement.Parse($"\"{value}\"")), facts.With("meeting", title), Berlin);
            Assert.False(verdict.Holds);
            Assert.DoesNotContain(Canary, verdict.Why!, StringComparison.Ordinal);
            Assert.DoesNotContain("giraffe", verdict.Why!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_reasons_are_summed_up()
    {
        var leaves = string.Join(',', Enumerable.Repeat("""{"fact":"meeting.minutes","is":"is","value":1}""", 200));
        Assert.EndsWith("; and 197 more", Evaluate($$"""{"any":[{{leaves}}]}""", FactCatalogue.SampleFacts()).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)*x")]
    [InlineData("(a{1,30}){1,30}$")]
    public void A75_a_catastrophic_pattern_ends_and_the_run_goes_on(string pattern)
    {
        var title = new FactValue.Group(new Dictionary<string, FactValue> { ["title"] = new FactValue.Text(new string('a', 50_000) + "!") });
        var verdict = Evaluate(
            $$"""{"all":[{"fact":"meeting.title","is":"matches","value":"{{pattern}}"}]}""",
            FactSet.Empty.With("meeting", title));
        Assert.False(verdict.Holds);
        Assert.StartsWith("condition 1: ", verdict.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("((a{1,999}){1,999}){1,999}")]
    [InlineData("(a)\\\\1")]
    [InlineData("(?<=a)b")]
    [InlineData("(")]
    [InlineData("")]
    public void A75_a_pattern_that_can_not_be_bounded_is_refused_when_saved(string pattern)
    {
        var reading = RecipeJson.Read(RecipeJson.With("onlyIf", $$"""{"all":[{"fact":"meeting.title","is":"matches","value":"{{pattern}}"}]}"""));
        Assert.Equal("onlyIf.all[0].value", Assert.Single(reading.Problems).Path);
    }

    [Fact]
    public void A_value_of_another_type_than_documented_is_false_and_never_throws()
    {
        FactValue[] odd = [new FactValue.Number(double.NaN), new FactValue.Text("x"), new FactValue.List([]), new FactValue.Flag(false),
            new FactValue.Time(DateTimeOffset.MaxValue), new FactValue.Group(new Dictionary<string, FactValue>())];

        foreach (var one in OperatorCatalogue.All.Where(one => one.Name is not ("is-known" or "is-not" or "is-empty")))
        {
            var given = one.Takes switch
            {
                OperandKind.Number => "1",
                OperandKind.Flag => "true",
                _ => "\"2026-01-01\"",
            };

            foreach (var value in odd.Where(value => value is not FactValue.Time))
            {
                var leaf = new ConditionGroup.Leaf("x", one.Name, JsonElement.Parse(given));
                Assert.False(Conditions.Evaluate(leaf, FactSet.Empty.With("x", value), Berlin).Holds);
            }
        }
    }

    private static Verdict Evaluate(string json, FactSet facts) =>
        Conditions.Evaluate(RecipeJson.Recipe(RecipeJson.With("onlyIf", json)).OnlyIf!, facts, Berlin);
}
