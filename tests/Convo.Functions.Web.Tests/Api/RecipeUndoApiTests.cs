using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

public sealed class RecipeUndoApiTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartConnectedAsync();
        await app.SlackAsync();
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", TestApp.Recipe);
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_draft_is_removed_and_who_did_it_is_kept()
    {
        using var removed = await app.AdminAsync(HttpMethod.Delete, "/api/recipes/items");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await app.AdminAsync(HttpMethod.Delete, "/api/recipes/items");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Contains(app.Tables.Snapshot(), row => row.Table is TableNames.Audit && row.Row.Text("action") is "recipe.removed");
    }

    [Fact]
    public async Task A_recipe_that_is_on_is_not_removed_and_the_answer_says_what_to_do()
    {
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        using var refused = await app.AdminAsync(HttpMethod.Delete, "/api/recipes/items");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("off", (await JsonAsync(refused)).GetProperty("advice").GetString(), StringComparison.Ordinal);
        using var off = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/off");
        using var removed = await app.AdminAsync(HttpMethod.Delete, "/api/recipes/items");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Changes_are_discarded_back_to_the_published_version_unless_somebody_else_saved_meanwhile()
    {
        using var never = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/discard");
        Assert.Equal(HttpStatusCode.Conflict, never.StatusCode);
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        var stale = published.Headers.ETag!.ToString();
        using var changed = await app.AdminAsync(
            HttpMethod.Post, "/api/recipes", TestApp.Recipe.Replace("\"Items\"", "\"Other\"", StringComparison.Ordinal));
        using var refused = await app.SendAsync(HttpMethod.Post, "/api/recipes/items/discard", null, TestApp.AdminToken, ("If-Match", stale));
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);

        using var back = await app.SendAsync(
            HttpMethod.Post, "/api/recipes/items/discard", null, TestApp.AdminToken, ("If-Match", changed.Headers.ETag!.ToString()));
        var json = await JsonAsync(back);
        Assert.Equal(("Items", false, "on"), (
            json.GetProperty("name").GetString(), json.GetProperty("changed").GetBoolean(), json.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task The_list_says_what_is_wrong_with_a_draft_whose_connection_went_away()
    {
        using var before = await app.AdminAsync(HttpMethod.Get, "/api/recipes");
        Assert.Empty(Item(await JsonAsync(before)).GetProperty("problems").EnumerateArray());
        using var removed = await app.AdminAsync(HttpMethod.Delete, "/api/connections/slack");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        using var after = await app.AdminAsync(HttpMethod.Get, "/api/recipes");
        var problem = Assert.Single(Item(await JsonAsync(after)).GetProperty("problems").EnumerateArray());
        Assert.Equal("steps[0].connection", problem.GetProperty("path").GetString());
    }

    private static JsonElement Item(JsonElement list) => list.GetProperty("items").EnumerateArray().Single();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
