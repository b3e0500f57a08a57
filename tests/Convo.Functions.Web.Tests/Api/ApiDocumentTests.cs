using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Web.Tests.Describing;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>What the document of the API says of its operations.</summary>
public sealed class ApiDocumentTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestApp app = null!;
    private JsonElement document;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartAsync();
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/openapi.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_is_served_is_what_the_routes_and_their_types_tell()
    {
        await using var described = await TestApp.StartAsync(around: ApiDescription.AddTo);
        var now = await ApiDescription.OfAsync(described);
        if (JsonNode.DeepEquals(now, JsonNode.Parse(document.GetRawText())))
        {
            return;
        }

        var made = Path.Combine(AppContext.BaseDirectory, "openapi.json");
        await File.WriteAllTextAsync(made, now.ToJsonString(Readable) + "\n");
        Assert.Fail($"The API has changed. Copy {made} over src/editor/openapi.json, and run there: npm run types.");
    }

    [Fact]
    public void Every_operation_names_the_problem_document_with_its_advice()
    {
        Assert.NotEmpty(Operations());
        Assert.All(Operations(), one => Assert.Equal(
            "#/components/schemas/ProblemDocument",
            one.Operation.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/problem+json")
                .GetProperty("schema").GetProperty("$ref").GetString()));
        var members = document.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDocument").GetProperty("properties");
        Assert.All(["type", "title", "status", "detail", "advice", "problems"], name => Assert.True(members.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Every_name_in_an_address_is_a_parameter() => Assert.All(
        Operations(),
        one => Assert.Equal(
            one.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).Order(StringComparer.Ordinal),
            Parameters(one.Operation, "path").Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("/api/meetings", "get", "query", "limit,cursor")]
    [InlineData("/api/runs", "get", "query", "limit,cursor,state,recipe,meeting")]
    [InlineData("/api/meetings/{conversationId}", "get", "query", "connection")]
    [InlineData("/api/connections", "get", "query", "")]
    [InlineData("/api/recipes/{id}", "put", "header", "If-Match")]
    [InlineData("/api/recipes/{id}", "get", "header", "")]
    public void What_may_stand_in_the_query_and_the_headers_is_named(string path, string method, string place, string names) =>
        Assert.Equal(names, string.Join(',', Parameters(Operation(path, method), place)));

    [Theory]
    [InlineData("/api/connections/{name}", "delete", "204,default")]
    [InlineData("/api/tokens/{id}", "delete", "204,default")]
    [InlineData("/api/session", "delete", "204,default")]
    [InlineData("/api/quarantine/{id}/release", "post", "204,default")]
    [InlineData("/api/recipes", "post", "200,201,default")]
    [InlineData("/api/runs/{id}/again", "post", "202,default")]
    public void The_codes_are_those_that_are_answered(string path, string method, string codes) => Assert.Equal(
        codes, string.Join(',', Operation(path, method).GetProperty("responses").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Replacing_a_recipe_needs_the_version_that_reading_it_gives()
    {
        var put = Operation("/api/recipes/{id}", "put").GetProperty("parameters").EnumerateArray().Single(one => one.GetProperty("in").GetString() is "header");
        Assert.True(put.GetProperty("required").GetBoolean());
        var read = Operation("/api/recipes/{id}", "get").GetProperty("responses").GetProperty("200");
        Assert.True(read.GetProperty("headers").TryGetProperty("ETag", out _));
    }

    private static IEnumerable<string> Parameters(JsonElement operation, string place) => operation.TryGetProperty("parameters", out var all)
        ? all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == place).Select(one => one.GetProperty("name").GetString()!)
        : [];

    private JsonElement Operation(string path, string method) => document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private List<(string Path, JsonElement Operation)> Operations() =>
        [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(one => (path.Name, one.Value)))];
}
