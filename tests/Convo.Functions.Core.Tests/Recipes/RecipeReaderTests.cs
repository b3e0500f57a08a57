using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Ready;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

public sealed class RecipeReaderTests
{
    [Fact]
    public void A_valid_recipe_reads_whole()
    {
        var recipe = RecipeJson.Recipe(RecipeJson.Bytes(RecipeJson.Valid().ToJsonString()));

        Assert.Equal(("notes", "Notes", "Europe/Berlin"), (recipe.Id, recipe.Name, recipe.Zone.Id));
        Assert.Equal([OccasionKind.Summary], recipe.When.Occasions);
        Assert.Equal((false, TimeSpan.FromMinutes(30)), (recipe.When.Each, recipe.When.Deadline));
        var leaf = Assert.IsType<ConditionGroup.Leaf>(Assert.Single(Assert.IsType<ConditionGroup.All>(recipe.OnlyIf).Parts));
        Assert.Equal(("meeting.minutes", "at-least", 10), (leaf.Fact, leaf.Is, leaf.Value.GetInt32()));
        Assert.Equal(["first", "second"], recipe.Steps.Select(step => step.Id));
        var second = recipe.Steps[1];
        Assert.Equal(("test.note", 2, "slack", "actionItems"), (second.Action, second.Version, second.Connection, second.ForEach));
        Assert.Equal((IfFails.Continue, "first"), (second.IfFails, second.After));
        Assert.Equal("#b", second.Settings.GetProperty("channel").GetString());
        Assert.Equal(["actionItems", "meeting.minutes", "meeting.title"], recipe.Needs.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "occasion": "summary" }""", true)]
    [InlineData("""{ "occasion": "summary", "sameEvent": "once" }""", true)]
    [InlineData("""{ "occasion": "summary", "sameEvent": "each" }""", false)]
    public void What_two_people_recorded_is_done_once_unless_it_says_each(string when, bool isOnce)
    {
        var json = RecipeJson.Valid();
        json["when"] = System.Text.Json.Nodes.JsonNode.Parse(when);

        Assert.Equal(isOnce, RecipeJson.Recipe(RecipeJson.Bytes(json.ToJsonString())).When.OncePerEvent);
    }

    [Fact]
    public void What_may_be_absent_has_a_default()
    {
        var recipe = RecipeJson.Recipe(RecipeJson.Bytes(
            """
            { "schema": 1, "id": "n", "name": "N", "when": { "occasion": ["shared", "updated"], "each": true },
              "steps": [ { "id": "s", "action": "test.note", "version": 1, "connection": "c", "settings": { "text": "x" } } ] }
            """));

        Assert.Equal(TimeZoneInfo.Utc, recipe.Zone);
        Assert.Equal(TimeSpan.FromMinutes(20), recipe.When.Deadline);
        Assert.True(recipe.When.Each);
        Assert.Equal([OccasionKind.Updated, OccasionKind.Shared], recipe.When.Occasions.Order());
        Assert.Null(recipe.OnlyIf);
        Assert.Equal((IfFails.Stop, null, null), (recipe.Steps[0].IfFails, recipe.Steps[0].ForEach, recipe.Steps[0].After));
        Assert.Empty(recipe.Needs);
    }

    [Theory]
    [InlineData("\"cached-only\"", 0)]
    [InlineData(null, 0)]
    [InlineData("{\"perMonth\": 20}", 20)]
    public void Credits_are_none_or_so_many_a_month(string? json, int perMonth) =>
        Assert.Equal(perMonth, RecipeJson.Recipe(RecipeJson.With("credits", json)).CreditsPerMonth);

    [Theory]
    [InlineData("\"ask\"", "credits", "not built yet")]
    [InlineData("\"free\"", "credits", "no rule")]
    [InlineData("[]", "credits", "no rule")]
    [InlineData("{}", "credits.perMonth", "missing")]
    [InlineData("{\"perMonth\": 0}", "credits.perMonth", "from 1 to 1000")]
    [InlineData("{\"perMonth\": 1.5}", "credits.perMonth", "from 1 to 1000")]
    [InlineData("{\"perMonth\": 1001}", "credits.perMonth", "from 1 to 1000")]
    [InlineData("{\"perMonth\": \"5\"}", "credits.perMonth", "from 1 to 1000")]
    [InlineData("{\"perMonth\": 5, \"perDay\": 1}", "credits.perDay", "not known")]
    public void Any_other_rule_for_credits_is_a_problem_with_advice(string json, string path, string message)
    {
        var problem = Assert.Single(RecipeJson.Read(RecipeJson.With("credits", json)).Problems);

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("perMonth", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_costs_a_credit_needs_a_recipe_that_may_spend_one()
    {
        var problem = Assert.Single(RecipeJson.Read(RecipeJson.With("steps[0].settings.text", "\"{{email.body}}\"")).Problems);

        Assert.Equal("credits", problem.Path);
        Assert.Contains("email.body", problem.Message, StringComparison.Ordinal);
        Assert.Contains("perMonth", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_never_costs_a_credit()
    {
        var problem = RecipeJson.Read(RecipeJson.With("onlyIf", """{"all":[{"fact":"email.subject","is":"is-known"}]}""")).Problems[0];

        Assert.Equal("onlyIf.all[0].fact", problem.Path);
        Assert.Contains("only once all conditions hold", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT0S", 0)]
    [InlineData("P7D", 7 * 86_400)]
    [InlineData("P1DT2H3M4S", 93_784)]
    [InlineData("PT90M", 5_400)]
    public void A_deadline_is_a_duration(string duration, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RecipeJson.Recipe(RecipeJson.With("when.deadline", $"\"{duration}\"")).When.Deadline);

    [Theory]
    [InlineData("schema", "2", "schema", "1")]
    [InlineData("schema", "1.5", "schema", "1")]
    [InlineData("schema", null, "schema", "1")]
    [InlineData("id", "\"Not a slug\"", "id", "lower-case")]
    [InlineData("id", "\"a/b\"", "id", "lower-case")]
    [InlineData("id", "\"-a\"", "id", "lower-case")]
    [InlineData("id", "\"\"", "id", "lower-case")]
    [InlineData("id", "7", "id", "lower-case")]
    [InlineData("name", "\"  \"", "name", "name")]
    [InlineData("name", "\"a\\nb\"", "name", "name")]
    [InlineData("zone", "\"Europe/Berlim\"", "zone", "Europe/Berlin")]
    [InlineData("zone", "\"../../etc/passwd\"", "zone", "IANA")]
    [InlineData("zone", "\"W. Europe Standard Time\"", "zone", "IANA")]
    [InlineData("when", null, "when", "occasion")]
    [InlineData("when", "[]", "when", "members")]
    [InlineData("when.occasion", "\"sumary\"", "when.occasion", "summary")]
    [InlineData("when.occasion", "[]", "when.occasion", "summary")]
    [InlineData("when.occasion", "[\"summary\", \"summary\"]", "when.occasion[1]", "Keep one")]
    [InlineData("when.occasion", "[\"summary\", 5]", "when.occasion[1]", "summary")]
    [InlineData("when.each", "\"yes\"", "when.each", "true or false")]
    [InlineData("when.deadline", "\"P8D\"", "when.deadline", "P7D")]
    [InlineData("when.deadline", "\"P1M\"", "when.deadline", "P7D")]
    [InlineData("when.deadline", "\"P\"", "when.deadline", "P7D")]
    [InlineData("when.deadline", "\"-PT5M\"", "when.deadline", "P7D")]
    [InlineData("when.deadline", "\"PT20M\\n\"", "when.deadline", "P7D")]
    [InlineData("when.deadline", "20", "when.deadline", "P7D")]
    [InlineData("when.deadine", "\"PT5M\"", "when.deadine", "deadline")]
    [InlineData("credits", "\"free\"", "credits", "cached-only")]
    [InlineData("credits", "0", "credits", "cached-only")]
    [InlineData("onlyIf", "{}", "onlyIf", "all")]
    [InlineData("onlyIf", "{\"fact\": \"meeting.minutes\", \"is\": \"is\", \"value\": 1}", "onlyIf.fact", "all")]
    [InlineData("onlyIf.all", "[]", "onlyIf.all", "fact")]
    [InlineData("onlyIf.all[0].fact", "\"meeting.minute\"", "onlyIf.all[0].fact", "meeting.minutes")]
    [InlineData("onlyIf.all[0].fact", "\"item.text\"", "onlyIf.all[0].fact", "forEach")]
    [InlineData("onlyIf.all[0].fact", "\"feedback.score\"", "onlyIf.all[0].fact", "Known are")]
    [InlineData("onlyIf.all[0].is", "\"at-leats\"", "onlyIf.all[0].is", "at-least")]
    [InlineData("onlyIf.all[0].is", "\"contains\"", "onlyIf.all[0].is", "at-least")]
    [InlineData("onlyIf.all[0].is", "\"is-known\"", "onlyIf.all[0].value", "Take")]
    [InlineData("onlyIf.all[0].value", "\"10\"", "onlyIf.all[0].value", "without quotes")]
    [InlineData("onlyIf.all[0].value", "1e400", "onlyIf.all[0].value", "smaller")]
    [InlineData("onlyIf.all[0].value", null, "onlyIf.all[0].value", "at-least")]
    [InlineData("onlyIf.all[0].valu", "1", "onlyIf.all[0].valu", "value")]
    [InlineData("steps", "[]", "steps", "action")]
    [InlineData("steps", "{}", "steps", "action")]
    [InlineData("steps[0]", "\"x\"", "steps[0]", "members")]
    [InlineData("steps[0].action", "\"test.nota\"", "steps[0].action", "test.note")]
    [InlineData("steps[0].version", "3", "steps[0].version", "1, 2")]
    [InlineData("steps[0].version", "\"1\"", "steps[0].version", "1, 2")]
    [InlineData("steps[0].version", null, "steps[0].version", "1")]
    [InlineData("steps[0].connection", "\"Slack!\"", "steps[0].connection", "lower-case")]
    [InlineData("steps[0].conection", "\"slack\"", "steps[0].conection", "connection")]
    [InlineData("steps[0].settings", "\"x\"", "steps[0].settings", "settings")]
    [InlineData("steps[0].settings", null, "steps[0].settings", "settings")]
    [InlineData("steps[0].settings.text", "\"{{meeting.titel}}\"", "steps[0].settings.text", "meeting.title")]
    [InlineData("steps[0].settings.text", "\"{{steps.first.link}}\"", "steps[0].settings.text", "can't be used in texts yet")]
    [InlineData("steps[0].settings.text", "\"{{item.text}}\"", "steps[0].settings", "forEach")]
    [InlineData("steps[1].settings.text", "\"{{item.ovner}}\"", "steps[1].settings", "item.owner")]
    [InlineData("steps[1].id", "\"first\"", "steps[1].id", "of its own")]
    [InlineData("steps[1].forEach", "\"meeting.title\"", "steps[1].forEach", "decisions")]
    [InlineData("steps[1].forEach", "\"actionItem\"", "steps[1].forEach", "actionItems")]
    [InlineData("steps[1].onlyIf.any[0].fact", "\"item.prioriti\"", "steps[1].onlyIf.any[0].fact", "item.priority")]
    [InlineData("steps[1].ifFails", "\"go on\"", "steps[1].ifFails", "continue")]
    public void A69_whatever_is_not_known_is_an_error_that_names_its_path(string change, string? json, string path, string advice)
    {
        var reading = RecipeJson.Read(RecipeJson.With(change, json));

        Assert.Null(reading.Recipe);
        var problem = reading.Problems.First(one => one.Path == path);
        Assert.Contains(advice, problem.Advice, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Message);
    }

    [Theory]
    [InlineData("second")]
    [InlineData("third")]
    [InlineData("")]
    public void A70_a_step_can_only_come_after_an_earlier_one(string after)
    {
        var reading = RecipeJson.Read(RecipeJson.With("steps[1].after", $"\"{after}\""));
        Assert.Equal("steps[1].after", Assert.Single(reading.Problems).Path);
    }

    [Fact]
    public void A70_the_first_step_comes_after_none() =>
        Assert.Equal("steps[0].after", Assert.Single(RecipeJson.Read(RecipeJson.With("steps[0].after", "\"second\"")).Problems).Path);

    [Theory]
    [InlineData("enabled", "true", "publishing")]
    [InlineData("tenant", "\"x\"", "itself")]
    [InlineData("createdBy", "\"x\"", "itself")]
    [InlineData("secret", "\"x\"", "connection")]
    [InlineData("version", "3", "published")]
    [InlineData("stps", "[]", "steps")]
    public void A64_and_A73_members_that_are_not_the_authors_are_refused_with_advice(string name, string value, string advice)
    {
        var reading = RecipeJson.Read(RecipeJson.With(name, value));
        Assert.Null(reading.Recipe);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(name, problem.Path);
        Assert.Contains(advice, problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xo", "xb-1234567890-abcdef")]
    [InlineData("xo", "xp-1234567890-abcdef")]
    [InlineData("xa", "pp-1-A0123-abcdef")]
    [InlineData("wh", "sec_a1b2c3d4")]
    [InlineData("con", "vo_live_a1b2c3")]
    [InlineData("https://hooks.slack", ".com/services/T0/B0/x")]
    public void A73_secrets_inline_are_refused_and_not_repeated(string start, string end)
    {
        var secret = start + end;
        var reading = RecipeJson.Read(RecipeJson.With("steps[0].settings.text", $"\"use {secret} here\""));
        var problem = Assert.Single(reading.Problems);
        Assert.Equal("steps[0].settings.text", problem.Path);
        Assert.DoesNotContain(end, problem.Message + problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{secrets.slack.token}}")]
    [InlineData("{{connections.other.secret}}")]
    public void A74_a_reference_to_a_secret_is_refused(string text) =>
        Assert.Equal("steps[0].settings.text", RecipeJson.Read(RecipeJson.With("steps[0].settings.text", $"\"{text}\"")).Problems[0].Path);

    [Theory]
    [InlineData("other", "There is no connection 'other'")]
    [InlineData("convo", "connects to convo")]
    [InlineData("slack", null)]
    public void Connections_are_checked_where_they_are_known(string name, string? message)
    {
        var vocabulary = new RecipeVocabulary(RecipeJson.Vocabulary.Actions, new Dictionary<string, string> { ["slack"] = "slack", ["convo"] = "convo" });
        var reading = RecipeReader.Read(RecipeJson.With("steps[0].connection", $"\"{name}\""), vocabulary);
        Assert.Equal(message is null ? 0 : 1, reading.Problems.Count);
        Assert.All(reading.Problems, problem => Assert.Contains(message!, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_problems_come_at_once()
    {
        var root = RecipeJson.Valid();
        root["zone"] = "Mars/Olympus";
        root["steps"]![1]!["action"] = "nothing";
        root["extra"] = 1;
        Assert.Equal(["extra", "zone", "steps[1].action"], RecipeJson.Read(RecipeJson.Bytes(root.ToJsonString())).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_ready_recipe_is_found_by_its_id_and_none_by_another()
    {
        Assert.Contains(ReadyRecipes.ActionItemsToSlack, ReadyRecipes.All);
        Assert.Null(ReadyRecipes.Document("no-such-recipe"));
        Assert.Equal(ReadyRecipes.ActionItemsToSlack, RecipeJson.Recipe(ReadyRecipes.Document(ReadyRecipes.ActionItemsToSlack)!.Value).Id);
    }
}
