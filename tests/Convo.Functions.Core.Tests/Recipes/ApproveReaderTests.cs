using System.Text.Json.Nodes;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Publication;
using Convo.Functions.Core.Recipes.Reading;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

public sealed class ApproveReaderTests
{
    [Fact]
    public void A_step_says_who_may_approve_it_where_they_are_asked_and_how_long_they_have()
    {
        var rule = RecipeJson.Recipe(RecipeJson.With(
            "steps[0].approve", """{ "connection": "slack", "channel": "#yes", "by": ["anna@example.com", "ben@example.com"], "within": "PT90M" }"""))
            .Steps[0].Approve!;

        Assert.Equal(("slack", "#yes", TimeSpan.FromMinutes(90)), (rule.Connection, rule.Channel, rule.Within));
        Assert.Equal(["anna@example.com", "ben@example.com"], rule.By);
    }

    [Fact]
    public void Without_a_channel_it_is_decided_on_the_page_and_a_day_is_the_usual_time()
    {
        var recipe = RecipeJson.Recipe(RecipeJson.With("steps[0].approve", """{ "by": ["anna@example.com"] }"""));

        var rule = recipe.Steps[0].Approve!;
        Assert.Equal((null, null, TimeSpan.FromHours(24)), (rule.Connection, rule.Channel, rule.Within));
        Assert.Null(recipe.Steps[1].Approve);
    }

    [Theory]
    [InlineData("[]", "steps[0].approve")]
    [InlineData("{}", "steps[0].approve.by")]
    [InlineData("""{ "by": [] }""", "steps[0].approve.by")]
    [InlineData("""{ "by": "anna@example.com" }""", "steps[0].approve.by")]
    [InlineData("""{ "by": [7] }""", "steps[0].approve.by[0]")]
    [InlineData("""{ "by": ["anna"] }""", "steps[0].approve.by[0]")]
    [InlineData("""{ "by": ["a b@example.com"] }""", "steps[0].approve.by[0]")]
    [InlineData("""{ "by": ["anna@example.com", "ANNA@example.com"] }""", "steps[0].approve.by[1]")]
    [InlineData("""{ "by": ["anna@example.com"], "within": "P15D" }""", "steps[0].approve.within")]
    [InlineData("""{ "by": ["anna@example.com"], "within": "PT0S" }""", "steps[0].approve.within")]
    [InlineData("""{ "by": ["anna@example.com"], "within": 5 }""", "steps[0].approve.within")]
    [InlineData("""{ "by": ["anna@example.com"], "channel": "#yes" }""", "steps[0].approve.connection")]
    [InlineData("""{ "by": ["anna@example.com"], "connection": "slack" }""", "steps[0].approve.channel")]
    [InlineData("""{ "by": ["anna@example.com"], "connection": "slack", "channel": "" }""", "steps[0].approve.channel")]
    [InlineData("""{ "by": ["anna@example.com"], "who": "anna" }""", "steps[0].approve.who")]
    public void What_is_wrong_is_said_with_its_place_and_advice(string json, string path)
    {
        var problem = Assert.Single(RecipeJson.Read(RecipeJson.With("steps[0].approve", json)).Problems);

        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.Advice);
    }

    [Theory]
    [InlineData("nowhere", "There is no connection")]
    [InlineData("acme", "people are asked in Slack")]
    public void Only_a_connection_to_Slack_can_ask(string connection, string message)
    {
        var connections = new Dictionary<string, string> { ["slack"] = "slack", ["acme"] = "convo" };
        var vocabulary = new RecipeVocabulary([new NoteAction(), new NoteAction(version: 2)], connections);
        var json = RecipeJson.With("steps[0].approve", $$"""{ "connection": "{{connection}}", "channel": "#yes", "by": ["anna@example.com"] }""");

        var problem = Assert.Single(RecipeReader.Read(json, vocabulary).Problems);

        Assert.Equal("steps[0].approve.connection", problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_needs_a_yes_is_not_read_without_one()
    {
        var vocabulary = new RecipeVocabulary([new NoteAction { ApprovalFirst = true }, new NoteAction(version: 2)]);

        var problem = Assert.Single(RecipeReader.Read(RecipeJson.Bytes(RecipeJson.Valid().ToJsonString()), vocabulary).Problems);
        var approved = RecipeReader.Read(RecipeJson.With("steps[0].approve", """{ "by": ["anna@example.com"] }"""), vocabulary);

        Assert.Equal("steps[0].approve", problem.Path);
        Assert.Contains("after a person said yes", problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"by\"", problem.Advice, StringComparison.Ordinal);
        Assert.Empty(approved.Problems);
    }

    [Fact]
    public void The_schema_knows_the_member_and_asks_for_it_where_it_is_needed()
    {
        var schema = RecipeSchema.Json(new RecipeVocabulary([new NoteAction { ApprovalFirst = true }, new NoteAction(version: 2)]));
        var steps = schema["properties"]!["steps"]!["items"]!["oneOf"]!.AsArray();

        Assert.Contains("approve", Required(steps[0]!));
        Assert.DoesNotContain("approve", Required(steps[1]!));
        Assert.Equal(ApprovalRule.MostPeople, (int)schema["$defs"]!["approve"]!["properties"]!["by"]!["maxItems"]!);

        static IEnumerable<string> Required(JsonNode step) => step["required"]!.AsArray().Select(name => name!.ToString());
    }
}
