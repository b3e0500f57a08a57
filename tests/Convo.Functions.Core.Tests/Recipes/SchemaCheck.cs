using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>
/// Checks a document against a JSON Schema: the keywords that the product's schemas use, and an exception for any other, so that none is passed over.
/// Written by hand because no validator can be had from the package source.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong, or null.</summary>
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
        var ok = keyword switch
        {
            "$schema" or "$defs" or "title" or "description" or "default" => true,
            "type" => HasType((string)rule!, value),
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
            "additionalProperties" => (bool)rule || value is not JsonObject members
                || members.All(one => schema["properties"]!.AsObject().ContainsKey(one.Key)),
            "properties" => value is not JsonObject members
                || rule.AsObject().All(one => !members.ContainsKey(one.Key) || Fits(one.Value!, members[one.Key], root, path)),
            "items" => value is not JsonArray list || list.All(one => Fits(rule, one, root, path)),
            "oneOf" => rule.AsArray().Count(one => Fits(one!, value, root, path)) == 1,
            "anyOf" => rule.AsArray().Any(one => Fits(one!, value, root, path)),
            "$ref" => Fits(((string)rule!)[2..].Split('/').Aggregate((JsonNode)root, (node, name) => node[name]!), value, root, path),
            _ => throw new NotSupportedException($"The keyword '{keyword}' is not known here."),
        };

        return ok ? null : $"{path}: {keyword}";
    }

    private static bool Fits(JsonNode schema, JsonNode? value, JsonObject root, string path) => Wrong(schema.AsObject(), value, root, path) is null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? (string?)value : null;

    private static bool HasType(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)value!),
        _ => false,
    };
}
