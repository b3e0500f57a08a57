using System.Text.Json.Nodes;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes.Judging;
using Convo.Functions.Core.Recipes.Publication;
using Convo.Functions.Core.Templates.Formatters;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

public sealed class PublicationTests
{
    private static readonly JsonObject Schema = RecipeSchema.Json(RecipeJson.Vocabulary);

    [Fact]
    public void The_schema_accepts_what_the_reader_accepts()
    {
        Assert.Null(SchemaCheck.Wrong(Schema, RecipeJson.Valid()));

        foreach (var (path, json) in new[]
        {
            ("when.occasion", "[\"updated\", \"shared\"]"), ("credits", "\"cached-only\""), ("credits", null),
            ("credits", "{\"perMonth\":5}"), ("zone", null), ("onlyIf", null),
            ("onlyIf", """{"any":[{"none":[{"fact":"actionItems.first.owner","is":"is-known"}]}],"all":[{"fact":"meeting.title","is":"is-known"}]}"""),
        })
        {
            var document = RecipeJson.With(path, json);
            Assert.NotNull(RecipeJson.Read(document).Recipe);
            Assert.Null(SchemaCheck.Wrong(Schema, JsonNode.Parse(document.Span)));
        }
    }

    [Theory]
    [InlineData("schema", "2")]
    [InlineData("id", "\"Not A Slug\"")]
    [InlineData("name", null)]
    [InlineData("enabled", "true")]
    [InlineData("when.occasion", "\"sumary\"")]
    [InlineData("when.occasion", "[]")]
    [InlineData("when.deadline", "\"P1M\"")]
    [InlineData("when.extra", "1")]
    [InlineData("credits", "\"ask\"")]
    [InlineData("credits", "{\"perMonth\": 0}")]
    [InlineData("credits", "{\"perMonth\": 1.5}")]
    [InlineData("credits", "{\"perMonth\": 5, \"perDay\": 1}")]
    [InlineData("onlyIf.all[0]", "{\"fact\": \"email.subject\", \"is\": \"is-known\"}")]
    [InlineData("onlyIf", "{}")]
    [InlineData("onlyIf.all", "[]")]
    [InlineData("onlyIf.all[0].fact", "\"meeting.titel\"")]
    [InlineData("onlyIf.all[0].is", "\"contains\"")]
    [InlineData("onlyIf.all[0].value", "\"10\"")]
    [InlineData("onlyIf.all[0].value", null)]
    [InlineData("steps", "[]")]
    [InlineData("steps[0].action", "\"nothing\"")]
    [InlineData("steps[0].version", "9")]
    [InlineData("steps[0].settings", "{\"text\": 5, \"channel\": \"x\"}")]
    [InlineData("steps[0].settings.extra", "1")]
    [InlineData("steps[0].connection", null)]
    [InlineData("steps[1].forEach", "\"meeting.title\"")]
    [InlineData("steps[1].ifFails", "\"never\"")]
    public void The_schema_refuses_what_the_reader_refuses(string path, string? json)
    {
        var document = RecipeJson.With(path, json);
        Assert.NotNull(SchemaCheck.Wrong(Schema, JsonNode.Parse(document.Span)));

        // What only the action's own settings schema knows is the action's to check.
        Assert.True(path.Contains("settings", StringComparison.Ordinal) || RecipeJson.Read(document).Recipe is null);
    }

    [Fact]
    public void Each_condition_fits_exactly_one_operator_of_the_schema()
    {
        foreach (var (path, type) in FactPaths.All)
        {
            foreach (var one in OperatorCatalogue.For(type))
            {
                var value = one.Takes switch
                {
                    OperandKind.Nothing => string.Empty,
                    OperandKind.Number => ",\"value\":1",
                    OperandKind.Flag => ",\"value\":true",
                    _ => ",\"value\":\"2026-01-01\"",
                };
                var document = RecipeJson.With("onlyIf", $$"""{"all":[{"fact":"{{path}}","is":"{{one.Name}}"{{value}}}]}""");
                Assert.True(SchemaCheck.Wrong(Schema, JsonNode.Parse(document.Span)) is null, $"{path} {one.Name}");
                Assert.True(RecipeJson.Read(document).Recipe is not null, $"{path} {one.Name}");
            }
        }
    }

    [Fact]
    public void The_catalogue_lists_everything_once()
    {
        var catalogue = Catalogue.Build(RecipeJson.Vocabulary);

        Assert.Equal(OccasionKinds.All.Select(kind => kind.Word()), Names("occasions", "name"));
        Assert.Equal(FactCatalogue.All.Select(fact => fact.Path), Names("facts", "path"));
        Assert.Equal(FormatterCatalogue.All.Select(formatter => formatter.Name), Names("formatters", "name"));
        Assert.Equal(["slack.post-message", "test.note", "test.note"], Names("actions", "name"));
        Assert.Equal(["number", "text", "list", "time", "flag"], catalogue["operators"]!.AsObject().Select(type => type.Key));
        var actionItems = catalogue["facts"]!.AsArray().Single(fact => (string?)fact!["path"] == "actionItems")!;
        Assert.Equal(
            ["actionItems.text", "actionItems.owner", "actionItems.confidence", "actionItems.priority"],
            actionItems["members"]!.AsArray().Select(member => (string)member!["path"]!));
        Assert.Equal("45 min", (string?)catalogue["formatters"]!.AsArray().Single(formatter => (string?)formatter!["name"] == "minutes-as-text")!["gives"]);
        Assert.Equal("#meetings", (string?)catalogue["actions"]![0]!["sample"]!["channel"]);

        IEnumerable<string> Names(string list, string member) => catalogue[list]!.AsArray().Select(one => (string)one![member]!);
    }
}
