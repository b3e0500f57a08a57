using System.Net;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

public sealed class ApiAttackTests : IAsyncLifetime
{
    private const string Recipe = TestApp.Recipe;
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A64_members_that_are_ours_to_set_are_passed_over()
    {
        using var answer = await app.AdminAsync(
            HttpMethod.Post, "/api/connections",
            """{"name":"slack","kind":"slack","generation":99,"id":"x","tenant":"t","createdBy":"evil","secret":"s","secrets":{"token":"xoxb-test-token"}}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal(1, json.GetProperty("generation").GetInt32());
        Assert.False(json.TryGetProperty("tenant", out _));
    }

    [Fact]
    public async Task A65_secrets_are_in_no_answer_and_in_no_row_in_clear()
    {
        await SlackAsync();
        foreach (var path in new[] { "/api/connections", "/api/connections/acme", "/api/connections/slack", "/api/health", "/api/tokens",
            "/api/openapi.json", "/api/rejections" })
        {
            using var answer = await app.AdminAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            AssertNoSecret(await answer.Content.ReadAsStringAsync());
        }

        using var refused = await app.AdminAsync(HttpMethod.Post, "/api/connections", """{"name":"X","kind":"slack","secrets":{"token":"xoxb-test token"}}""");
        AssertNoSecret(await refused.Content.ReadAsStringAsync());
        AssertNoSecret(app.Log.All);
        Assert.DoesNotContain(app.Tables.Snapshot(), row => row.Row.Values.Values.Any(
            value => (value.AsText ?? Encoding.Latin1.GetString((value.AsBytes ?? default).Span)).Contains("xoxb-test", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("limit=-1")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("limit=1e9")]
    [InlineData("limit=99999999999999999999999")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=..%2F..")]
    [InlineData("cursor=' or 1 eq 1 --")]
    [InlineData("limit=1&limit=2")]
    public async Task A67_A68_a_page_that_makes_no_sense_is_refused(string query)
    {
        foreach (var list in new[] { "/api/meetings", "/api/runs" })
        {
            using var answer = await app.AdminAsync(HttpMethod.Get, $"{list}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.False(string.IsNullOrEmpty((await JsonAsync(answer)).GetProperty("advice").GetString()));
        }
    }

    [Fact]
    public async Task A67_a_limit_beyond_the_most_is_cut()
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/meetings?limit=1000000000");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A70_A69_a_wrong_recipe_names_the_place_and_what_to_do()
    {
        using var answer = await app.AdminAsync(
            HttpMethod.Post, "/api/recipes", Recipe.Replace("slack.post-message", "slack.post-mesage", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problems = (await JsonAsync(answer)).GetProperty("problems").EnumerateArray().ToList();
        Assert.Contains(problems, problem => problem.GetProperty("path").GetString() is "steps[0].action"
            && problem.GetProperty("advice").GetString()!.Contains("slack.post-message", StringComparison.Ordinal));
        Assert.Equal(0, app.Rows(TableNames.Recipes));
    }

    [Fact]
    public async Task A_recipe_is_saved_checked_published_and_switched_off()
    {
        await SlackAsync();
        using var check = await app.AdminAsync(HttpMethod.Post, "/api/recipes/check", Recipe);
        Assert.True((await JsonAsync(check)).GetProperty("valid").GetBoolean());
        Assert.Equal(0, app.Rows(TableNames.Recipes));

        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", Recipe);
        Assert.Equal("draft", (await JsonAsync(saved)).GetProperty("state").GetString());
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        var shown = await JsonAsync(published);
        Assert.Equal(("on", 1), (shown.GetProperty("state").GetString(), shown.GetProperty("version").GetInt32()));
        using var off = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/off");
        Assert.Equal("off", (await JsonAsync(off)).GetProperty("state").GetString());
        using var one = await app.AdminAsync(HttpMethod.Get, "/api/recipes/items");
        Assert.Equal("Items", (await JsonAsync(one)).GetProperty("document").GetProperty("name").GetString());
        using var missing = await app.AdminAsync(HttpMethod.Post, "/api/recipes/none/publish");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(["recipe.off", "recipe.published", "recipe.saved"], app.Tables.Snapshot()
            .Where(row => row.Table == TableNames.Audit)
            .Select(row => row.Row.Text("action")!)
            .Where(action => action.StartsWith("recipe", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_recipe_is_created_with_its_address_and_one_that_is_there_is_saved_over()
    {
        await SlackAsync();
        using var created = await app.AdminAsync(HttpMethod.Post, "/api/recipes", Recipe);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/recipes/items", created.Headers.Location?.OriginalString);
        using var found = await app.AdminAsync(HttpMethod.Get, created.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using var again = await app.AdminAsync(HttpMethod.Post, "/api/recipes", Recipe);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(again.Headers.Location);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("check")]
    public async Task A_recipe_can_not_have_an_id_that_is_an_address_of_the_API(string id)
    {
        await SlackAsync();
        var recipe = Recipe.Replace("\"id\":\"items\"", $"\"id\":\"{id}\"", StringComparison.Ordinal);
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/recipes", recipe);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = Assert.Single((await JsonAsync(answer)).GetProperty("problems").EnumerateArray());
        Assert.Equal("id", problem.GetProperty("path").GetString());
        Assert.Contains($"my-{id}", problem.GetProperty("advice").GetString(), StringComparison.Ordinal);
        using var check = await app.AdminAsync(HttpMethod.Post, "/api/recipes/check", recipe);
        Assert.False((await JsonAsync(check)).GetProperty("valid").GetBoolean());
        Assert.Equal(0, app.Rows(TableNames.Recipes));
    }

    [Fact]
    public async Task A77_a_stale_version_overwrites_nothing()
    {
        await SlackAsync();
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", Recipe);
        var tag = saved.Headers.ETag!.ToString();
        using var without = await app.AdminAsync(HttpMethod.Put, "/api/recipes/items", Recipe);
        Assert.Equal((HttpStatusCode)428, without.StatusCode);
        using var first = await app.SendAsync(HttpMethod.Put, "/api/recipes/items", Recipe.Replace("\"Items\"", "\"First\"", StringComparison.Ordinal),
            TestApp.AdminToken, ("If-Match", tag));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        foreach (var stale in new[] { tag, "\"made-up\"", "W/\"x\"" })
        {
            var changed = Recipe.Replace("\"Items\"", "\"Second\"", StringComparison.Ordinal);
            using var second = await app.SendAsync(HttpMethod.Put, "/api/recipes/items", changed, TestApp.AdminToken, ("If-Match", stale));
            Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        }

        using var now = await app.AdminAsync(HttpMethod.Get, "/api/recipes/items");
        Assert.Equal("First", (await JsonAsync(now)).GetProperty("name").GetString());
        using var other = await app.SendAsync(HttpMethod.Put, "/api/recipes/else", Recipe, TestApp.AdminToken, ("If-Match", now.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b","role":"viewer"}""")]
    [InlineData("{\"name\":\"a\",\"role\":\"viewer\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")]
    [InlineData("{\"name\":\"\\ud800\",\"role\":\"viewer\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"name\":17,\"role\":\"viewer\"}")]
    [InlineData("{\"name\":\"a\",\"role\":\"admin\"}")]
    public async Task A_body_that_is_not_what_is_expected_is_refused_with_its_place(string body)
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/tokens", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await JsonAsync(answer)).GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task A71_a_body_of_many_megabytes_is_refused()
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/recipes", new string(' ', 3 * 1024 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var long1MB = Recipe.Replace("{{meeting.title}}", new string('x', 1024 * 1024), StringComparison.Ordinal);
        using var large = await app.AdminAsync(HttpMethod.Post, "/api/recipes", long1MB);
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
    }

    [Fact]
    public async Task What_is_not_JSON_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens") { Content = new StringContent("{}") };
        request.Headers.Authorization = new("Bearer", TestApp.AdminToken);
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task While_the_store_is_down_the_API_says_so_and_health_too()
    {
        app.Store.Down = true;
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/connections");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Retry-After"));
        using var health = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal("degraded", (await JsonAsync(health)).GetProperty("status").GetString());
        Assert.Equal("down", (await JsonAsync(health)).GetProperty("store").GetString());
    }

    [Fact]
    public async Task A_connection_of_another_kind_is_not_overwritten()
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/connections",
            """{"name":"acme","kind":"slack","secrets":{"token":"xoxb-test-token"}}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://0x7f.1:8443/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://example.com:6379/")]
    [InlineData("http://example.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task A95_an_address_that_could_not_be_called_is_not_saved(string address)
    {
        await using var strict = await TestApp.StartAsync(options => options with { AllowLoopback = false });
        using var answer = await strict.AdminAsync(HttpMethod.Post, "/api/connections",
            $$$"""{"name":"slack","kind":"slack","settings":{"baseUrl":"{{{address}}}"},"secrets":{"token":"xoxb-test-token"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = Assert.Single((await JsonAsync(answer)).GetProperty("problems").EnumerateArray());
        Assert.Equal("settings.baseUrl", problem.GetProperty("path").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("advice").GetString()));
    }

    [Fact]
    public async Task A_key_that_is_none_of_Convo_is_refused_with_what_it_starts_with()
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/connections", """{"name":"new","kind":"convo","secrets":{"apiKey":"nonsense-key"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("convo_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense-key", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_of_the_API_names_every_route()
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/openapi.json");
        var paths = (await JsonAsync(answer)).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[]
        {
            "/api/recipes", "/api/recipes/{id}", "/api/recipes/{id}/publish", "/api/recipes/{id}/off", "/api/meetings", "/api/runs", "/api/runs/{id}/again",
            "/api/quarantine", "/api/quarantine/{id}/release", "/api/rejections", "/api/connections", "/api/connections/{name}/test", "/api/health",
            "/api/session", "/api/tokens",
        })
        {
            Assert.Contains(path, paths);
        }
    }

    private static void AssertNoSecret(string text)
    {
        foreach (var secret in new[] { "xoxb-test", "convo_test_key", TestApp.HookSecret, TestApp.AdminToken })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private Task SlackAsync() => app.SlackAsync();
}
