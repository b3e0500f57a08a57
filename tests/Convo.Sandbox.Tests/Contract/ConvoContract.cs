using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Convo.Sandbox.Tests.Contract;

/// <summary>Holds answers and events against the repository's copy of Convo's OpenAPI description.</summary>
internal sealed partial class ConvoContract
{
    public static readonly ConvoContract Instance = new();

    private readonly JsonObject document;
    private readonly SchemaCheck schemas;
    private readonly List<(Regex Pattern, JsonObject Operations)> paths;

    private ConvoContract()
    {
        using var yaml = typeof(ConvoContract).Assembly.GetManifestResourceStream("convo-openapi.yaml")!;
        document = YamlAsJson.Read(yaml)!.AsObject();
        schemas = new(document);
        paths = [.. document["paths"]!.AsObject()
            .OrderBy(p => p.Key.Contains('{'))
            .Select(p => (new Regex("^" + Parameter().Replace(p.Key, "[^/]+") + "$", RegexOptions.NonBacktracking), p.Value!.AsObject()))];
    }

    public IReadOnlyList<string> EventNames => [.. document["components"]!["schemas"]!["EventName"]!["enum"]!.AsArray().Select(n => (string)n!)];

    /// <summary>Fails the test unless the description knows this operation and status, and the answer has the shape it gives.</summary>
    public void Check(HttpMethod method, string path, HttpResponseMessage answer, string body)
    {
        var name = $"{method} {path} {(int)answer.StatusCode}";
        var operation = paths.Find(p => p.Pattern.IsMatch(path)).Operations?[method.Method.ToLowerInvariant()];
        Assert.True(operation is not null, $"{name}: the operation is not in the description");
        var documented = operation["responses"]![((int)answer.StatusCode).ToString()];
        Assert.True(documented is not null, $"{name}: the status is not in the description; {body}");
        var response = schemas.Resolve(documented);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Validate(name, response["content"]!["application/json"]!["schema"]!, body);
        if (answer.IsSuccessStatusCode)
        {
            CheckHeaders(name, response["headers"]!.AsObject(), answer);
        }
    }

    /// <summary>Fails the test unless the body is an event of the documented shape.</summary>
    public void CheckEvent(string body) => Validate("event", Reference("Event"), body);

    /// <summary>Whether the value has the shape of this schema of the description; for the tests of the contract itself.</summary>
    public bool Accepts(string schema, string json) => schemas.Errors(Reference(schema), JsonNode.Parse(json)).Count == 0;

    private void CheckHeaders(string name, JsonObject documented, HttpResponseMessage answer)
    {
        foreach (var (header, definition) in documented)
        {
            Assert.True(answer.Headers.TryGetValues(header, out var values), $"{name}: the header {header} is missing");
            var errors = schemas.Errors(schemas.Resolve(definition!)["schema"]!, JsonNode.Parse(values.Single()));
            Assert.True(errors.Count == 0, $"{name}: {header}: {string.Join("; ", errors)}");
        }
    }

    private void Validate(string name, JsonNode schema, string body)
    {
        var errors = schemas.Errors(schema, JsonNode.Parse(body));
        Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors)} in {body}");
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
