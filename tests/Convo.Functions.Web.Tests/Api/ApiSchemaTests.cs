using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Tests.Shared;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>The types that clients make from the document: nothing in them is unknown, and what is answered is what they say.</summary>
public sealed class ApiSchemaTests : IAsyncLifetime
{
    private static readonly string[] Telling = ["type", "$ref", "anyOf", "oneOf", "allOf", "enum"];
    private TestSandbox stage = null!;
    private JsonObject document = null!;

    public async Task InitializeAsync()
    {
        stage = await TestSandbox.StartAsync();
        document = (await GetAsync("/api/openapi.json")).AsObject();
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public void Every_operation_says_what_it_answers() => Assert.All(Operations(), one =>
    {
        var answers = one.Operation["responses"]!.AsObject().Where(response => response.Key is ['2', ..]).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers.Where(response => response.Key is not "204"), response =>
            Assert.All(response.Value!["content"]!.AsObject(), content => Assert.True(content.Value!["schema"]!.AsObject().Count > 0, one.Name)));
    });

    [Fact]
    public void Every_operation_that_reads_a_body_says_what_it_reads()
    {
        string[] bodiless = ["/publish", "/off", "/discard", "/test", "/rotate", "/release", "{id}/again", "account/try"];
        foreach (var (name, operation) in Operations().Where(one => one.Name.StartsWith("post", StringComparison.Ordinal)
            || one.Name.StartsWith("put", StringComparison.Ordinal)))
        {
            if (!bodiless.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
            {
                Assert.True(operation["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject { Count: > 0 }, name);
            }
        }
    }

    [Fact]
    public void No_member_of_any_type_is_unknown()
    {
        var unknown = new List<string>();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Look(schema!.AsObject(), name, unknown);
        }

        Assert.True(document["components"]!["schemas"]!.AsObject().Count > 30);
        Assert.Empty(unknown);
    }

    [Fact]
    public async Task What_every_reading_operation_answers_fits_its_schema()
    {
        var meeting = await stage.PlayAsync("weekly-sync");
        await PastRuns.AddAsync(stage.App, "sess_1", (ReadyRecipes.ActionItemsToSlack, RunState.Refused));
        using var saved = await stage.App.AdminAsync(HttpMethod.Post, "/api/recipes", Text(ReadyRecipes.ActionItemsToSlack));
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        foreach (var (name, operation) in Operations().Where(one => one.Name.StartsWith("get ", StringComparison.Ordinal)))
        {
            var isConvo = name.EndsWith("/webhook", StringComparison.Ordinal) || name.EndsWith("/account", StringComparison.Ordinal);
            var connection = isConvo ? TestApp.Connection : "slack";
            var path = name[4..].Replace("{conversationId}", meeting, StringComparison.Ordinal).Replace("{name}", connection, StringComparison.Ordinal);
            var id = path.Contains("runs", StringComparison.Ordinal) ? await RunAsync() : ReadyRecipes.ActionItemsToSlack;
            path = path.Replace("{id}", id, StringComparison.Ordinal);
            AssertFits(await GetAsync(path), Answer(operation, "200"), name);
        }
    }

    [Fact]
    public async Task What_a_trial_a_price_and_a_check_answer_fits_its_schema()
    {
        var meeting = await stage.PlayAsync("weekly-sync");
        foreach (var id in ReadyRecipes.All)
        {
            var recipe = JsonNode.Parse(Text(id))!;
            await AssertFitsAsync("/api/recipes/try", new JsonObject { ["recipe"] = recipe.DeepClone(), ["meeting"] = meeting });
            await AssertFitsAsync("/api/recipes/try", new JsonObject { ["recipe"] = recipe.DeepClone() });
            await AssertFitsAsync("/api/recipes/forecast", new JsonObject { ["recipe"] = recipe.DeepClone(), ["meetings"] = 12 });
            await AssertFitsAsync("/api/recipes/check", recipe);
        }

        await AssertFitsAsync("/api/recipes/try", new JsonObject { ["recipe"] = new JsonObject() });
        await AssertFitsAsync("/api/runs/again", new JsonObject { ["state"] = "refused" });
    }

    [Fact]
    public void Ready_recipes_fit_the_type_that_the_document_has_for_recipes() => Assert.All(ReadyRecipes.All, id =>
        AssertFits(JsonNode.Parse(Text(id))!, new JsonObject { ["$ref"] = "#/components/schemas/RecipeDocument" }, id));

    private static string Text(string id) => System.Text.Encoding.UTF8.GetString(ReadyRecipes.Document(id)!.Value.Span);

    private static void Look(JsonObject schema, string path, List<string> unknown)
    {
        if (!Telling.Any(schema.ContainsKey))
        {
            unknown.Add(path);
        }

        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            Look(member!.AsObject(), $"{path}.{name}", unknown);
        }

        if (schema["items"] is JsonObject items)
        {
            Look(items, $"{path}[]", unknown);
        }
    }

    private static JsonObject Answer(JsonObject operation, string status) =>
        operation["responses"]![status]!["content"]!.AsObject().First().Value!["schema"]!.AsObject();

    private IEnumerable<(string Name, JsonObject Operation)> Operations() => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject(), (path, one) => ($"{one.Key} {path.Key}", one.Value!.AsObject()));

    private void AssertFits(JsonNode answer, JsonObject schema, string name)
    {
        var whole = schema.DeepClone().AsObject();
        whole["components"] = document["components"]!.DeepClone();
        var wrong = SchemaCheck.Wrong(whole, answer);
        Assert.True(wrong is null, $"{name}: {wrong} in {answer.ToJsonString()}");
    }

    private async Task AssertFitsAsync(string path, JsonNode body)
    {
        var operation = document["paths"]![path]!["post"]!.AsObject();
        using var answer = await stage.App.AdminAsync(HttpMethod.Post, path, body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertFits(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, Answer(operation, "200"), path);
    }

    private async Task<string> RunAsync() => (await GetAsync("/api/runs?meeting=sess_1"))["items"]![0]!["id"]!.GetValue<string>();

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await stage.App.AdminAsync(HttpMethod.Get, path);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
