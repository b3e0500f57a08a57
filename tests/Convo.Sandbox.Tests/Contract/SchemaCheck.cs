using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Convo.Sandbox.Tests.Contract;

/// <summary>
/// Validates JSON against the keywords of JSON Schema 2020-12 that the description uses. It stands here because no schema library could be
/// restored (JsonSchema.Net needs packages that are not to be had). A keyword it does not know is an error, so nothing goes unchecked.
/// </summary>
internal sealed partial class SchemaCheck(JsonObject document)
{
    private static readonly HashSet<string> Notes = ["description", "example", "examples", "default"];

    /// <summary>What is wrong with the value; empty when it is valid.</summary>
    public IReadOnlyList<string> Errors(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, value, "$", errors);
        return errors;
    }

    public JsonNode Resolve(JsonNode node) => (string?)node["$ref"] is not { } reference
        ? node
        : reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)document, (at, name) => at[name]!);

    private void Check(JsonNode schema, JsonNode? value, string at, List<string> errors)
    {
        foreach (var (keyword, argument) in schema.AsObject())
        {
            if (!Notes.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal) && !CheckKeyword(schema, keyword, argument!, value, at, errors))
            {
                throw new NotSupportedException($"The keyword '{keyword}' of the description is not checked yet");
            }
        }
    }

    private bool CheckKeyword(JsonNode schema, string keyword, JsonNode argument, JsonNode? value, string at, List<string> errors)
    {
        switch (keyword)
        {
            case "$ref":
                Check(Resolve(schema), value, at, errors);
                return true;
            case "allOf":
                argument.AsArray().ToList().ForEach(part => Check(part!, value, at, errors));
                return true;
            case "if":
                CheckCondition(schema, argument, value, at, errors);
                return true;
            case "then":
                return schema["if"] is not null;
            case "type":
                Expect(TypesOf(argument).Any(type => Is(type, value)), $"is not {argument.ToJsonString()}", at, errors);
                return true;
            case "enum":
                Expect(argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)), "is none of the enum", at, errors);
                return true;
            case "const":
                Expect(JsonNode.DeepEquals(argument, value), "is not the const", at, errors);
                return true;
            case "format" or "pattern":
                CheckText(keyword, (string)argument!, value, at, errors);
                return true;
            case "minimum" or "maximum":
                Expect(!Is("number", value) || InRange(keyword, (double)argument, (double)value!), $"is beyond the {keyword}", at, errors);
                return true;
            case "properties" or "required" or "additionalProperties":
                CheckObject(schema, keyword, argument, value as JsonObject, at, errors);
                return true;
            case "items" or "minItems":
                CheckArray(keyword, argument, value as JsonArray, at, errors);
                return true;
            default:
                return false;
        }
    }

    private void CheckCondition(JsonNode schema, JsonNode condition, JsonNode? value, string at, List<string> errors)
    {
        if (Errors(condition, value).Count == 0 && schema["then"] is { } then)
        {
            Check(then, value, at, errors);
        }
    }

    private void CheckObject(JsonNode schema, string keyword, JsonNode argument, JsonObject? value, string at, List<string> errors)
    {
        if (value is null)
        {
            return;
        }

        foreach (var name in keyword == "required" ? argument.AsArray().Select(n => (string)n!) : [])
        {
            Expect(value.ContainsKey(name), $"lacks {name}", at, errors);
        }

        foreach (var (name, member) in keyword == "required" ? [] : value.ToList())
        {
            var known = schema["properties"]?[name];
            if (keyword == "properties" && known is not null)
            {
                Check(known, member, $"{at}.{name}", errors);
            }
            else if (keyword == "additionalProperties" && known is null)
            {
                Check(argument, member, $"{at}.{name}", errors);
            }
        }
    }

    private void CheckArray(string keyword, JsonNode argument, JsonArray? value, string at, List<string> errors)
    {
        if (value is null)
        {
            return;
        }

        if (keyword == "minItems")
        {
            Expect(value.Count >= (int)argument, "has too few items", at, errors);
            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            Check(argument, value[i], $"{at}[{i}]", errors);
        }
    }

    private static void CheckText(string keyword, string argument, JsonNode? value, string at, List<string> errors)
    {
        if (!Is("string", value))
        {
            return;
        }

        var text = (string)value!;
        var valid = (keyword, argument) switch
        {
            ("pattern", _) => Regex.IsMatch(text, argument, RegexOptions.None, TimeSpan.FromSeconds(1)),
            ("format", "date-time") => DateTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            ("format", "date") => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            ("format", "uri") => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => throw new NotSupportedException($"The format '{argument}' of the description is not checked yet"),
        };
        Expect(valid, $"does not have the {keyword} {argument}", at, errors);
    }

    private static IEnumerable<string> TypesOf(JsonNode argument) =>
        argument is JsonArray several ? several.Select(t => (string)t!) : [(string)argument!];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)value!),
        _ => false,
    };

    private static bool InRange(string keyword, double bound, double value) => keyword == "minimum" ? value >= bound : value <= bound;

    private static void Expect(bool met, string problem, string at, List<string> errors)
    {
        if (!met)
        {
            errors.Add($"{at} {problem}");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DateTime();
}
