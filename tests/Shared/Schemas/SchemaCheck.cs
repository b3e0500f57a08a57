using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Checks a document against a JSON Schema: the keywords that the product's schemas use, and an exception for any other, so that none is passed over.
/// Written by hand because no validator can be had from the package source.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="schema">The schema; its references lead to places in itself.</param>
    /// <param name="value">The document.</param>
    public static string? Wrong(JsonObject schema, JsonNode? value)
    {
        // As it is published: numbers that were built and numbers that were read don't compare.
        var published = JsonNode.Parse(schema.ToJsonString())!.AsObject();
        return Wrong(published, value is null ? null : JsonNode.Parse(value.ToJsonString()), published, "$");
    }

    private static string? Wrong(JsonObject schema, JsonNode? value, JsonObject root, string path) =>
        schema.Select(keyword => Wrong(keyword.Key, keyword.Value!, schema, value, root, path)).FirstOrDefault(wrong => wrong is not null);

    private static string? Wrong(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, JsonObject root, string path)
    {
        if (Within(keyword, rule, value, root, path) is { } deeper)
        {
            return deeper;
        }

        var ok = keyword switch
        {
            "properties" or "items" or "allOf" or "$ref" => true,
            "$schema" or "$defs" or "components" or "title" or "description" or "default" or "format" or "discriminator" => true,
            "type" => rule is JsonArray types ? types.Any(type => HasType((string)type!, value)) : HasType((string)rule!, value),
            "const" => JsonNode.DeepEquals(rule, value),
            "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
            "pattern" => value is not JsonValue || Text(value) is not { } text || Regex.IsMatch(text, (string)rule!, RegexOptions.None),
            "minLength" => Text(value) is not { } text || text.Length >= (int)rule,
            "maxLength" => Text(value) is not { } text || text.Length <= (int)rule,
            "minimum" => value?.GetValueKind() is not JsonValueKind.Number || (double)value >= (double)rule,
            "maximum" => value?.GetValueKind() is not JsonValueKind.Number || (double)value <= (double)rule,
            "minItems" => value is not JsonArray list || list.Count >= (int)rule,
            "maxItems" => value is not JsonArray list || list.Count <= (int)rule,
            "uniqueItems" => value is not JsonArray list || list.Select(one => one?.ToJsonString()).Distinct().Count() == list.Count,
            "minProperties" => value is not JsonObject members || members.Count >= (int)rule,
            "required" => value is not JsonObject members || rule.AsArray().All(name => members.ContainsKey((string)name!)),
            "dependentRequired" => value is not JsonObject members || rule.AsObject().All(one =>
                !members.ContainsKey(one.Key) || one.Value!.AsArray().All(name => members.ContainsKey((string)name!))),
            "additionalProperties" => value is not JsonObject members || members
                .Where(one => schema["properties"]?.AsObject().ContainsKey(one.Key) is not true)
                .All(one => rule is JsonObject further ? Fits(further, one.Value, root, path) : (bool)rule),
            "oneOf" => rule.AsArray().Count(one => Fits(one!, value, root, path)) == 1,
            "anyOf" => rule.AsArray().Any(one => Fits(one!, value, root, path)),
            _ => throw new NotSupportedException($"The keyword '{keyword}' is not known here."),
        };

        return ok ? null : $"{path}: {keyword}";
    }

    /// <summary>What is wrong further inside, with its place.</summary>
    private static string? Within(string keyword, JsonNode rule, JsonNode? value, JsonObject root, string path)
    {
        var wrong = (keyword, value) switch
        {
            ("properties", JsonObject members) => rule.AsObject().Where(one => members.ContainsKey(one.Key))
                .Select(one => Wrong(one.Value!.AsObject(), members[one.Key], root, $"{path}.{one.Key}")),
            ("items", JsonArray list) => list.Select((one, index) => Wrong(rule.AsObject(), one, root, $"{path}[{index}]")),
            ("allOf", _) => rule.AsArray().Select(one => Wrong(one!.AsObject(), value, root, path)),
            ("$ref", _) => [Wrong(((string)rule!)[2..].Split('/').Aggregate((JsonNode)root, (node, name) => node[name]!).AsObject(), value, root, path)],
            _ => [],
        };
        return wrong.FirstOrDefault(one => one is not null);
    }

    private static bool Fits(JsonNode schema, JsonNode? value, JsonObject root, string path) => Wrong(schema.AsObject(), value, root, path) is null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? (string?)value : null;

    private static bool HasType(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)value!),
        ("null", null or JsonValueKind.Null) => true,
        _ => false,
    };
}
