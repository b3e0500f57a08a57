using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Convo.Functions.Core.Naming;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Core.Actions;

/// <summary>What a settings record looks like as JSON: its schema, and every way in which a document departs from it.</summary>
internal sealed class SettingsShape(JsonTypeInfo root)
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public JsonNode Schema() => root.GetJsonSchemaAsNode(Exporter);

    /// <summary>All that is wrong, in the order of the document; empty where the document can be read.</summary>
    public IReadOnlyList<Problem> Check(JsonElement settings, string path)
    {
        var problems = new List<Problem>();
        Walk(settings, root, null, path, problems, []);
        return problems;
    }

    /// <summary>The sources of all templates, whether they are right or not.</summary>
    public IReadOnlyList<string> Templates(JsonElement settings)
    {
        var templates = new List<string>();
        Walk(settings, root, null, "", [], templates);
        return templates;
    }

    private static void Walk(JsonElement value, JsonTypeInfo type, ICustomAttributeProvider? member, string path, List<Problem> problems,
        List<string> templates)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                WalkObject(value, type, path, problems, templates);
                break;
            case JsonTypeInfoKind.Enumerable:
                WalkList(value, type, member, path, problems, templates);
                break;
            default:
                WalkValue(value, type, member, path, problems, templates);
                break;
        }
    }

    private static void WalkObject(JsonElement value, JsonTypeInfo type, string path, List<Problem> problems, List<string> templates)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(Wrong(path, value, "an object", $"It has the members {string.Join(", ", type.Properties.Select(p => p.Name))}."));
            return;
        }

        var seen = new HashSet<string>();

        foreach (var given in value.EnumerateObject())
        {
            var at = $"{path}.{given.Name}";

            if (type.Properties.FirstOrDefault(property => property.Name == given.Name) is not { } property)
            {
                problems.Add(new(at, $"There is no setting '{given.Name}'.", NearestName.Advice(given.Name, [.. type.Properties.Select(p => p.Name)])));
            }
            else if (!seen.Add(given.Name))
            {
                problems.Add(new(at, "It stands there twice.", "Keep one of them."));
            }
            else if (given.Value.ValueKind != JsonValueKind.Null || !property.IsSetNullable)
            {
                Walk(given.Value, property.Options.GetTypeInfo(property.PropertyType), property.AttributeProvider, at, problems, templates);
            }
        }

        foreach (var property in type.Properties.Where(property => IsCompulsory(property) && !seen.Contains(property.Name)))
        {
            problems.Add(new($"{path}.{property.Name}", "It is missing.", About(property.AttributeProvider) is { } about ? $"Give it: {about}" : "Give it."));
        }
    }

    private static void WalkList(JsonElement value, JsonTypeInfo type, ICustomAttributeProvider? member, string path, List<Problem> problems,
        List<string> templates)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add(Wrong(path, value, "a list", "Write it in square brackets."));
            return;
        }

        if (Longest(member) is { } most && value.GetArrayLength() > most)
        {
            problems.Add(new(path, $"It has {value.GetArrayLength()} entries.", $"Keep at most {most}."));
            return;
        }

        var element = type.Options.GetTypeInfo(type.ElementType!);

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            Walk(item, element, member, $"{path}[{index}]", problems, templates);
        }
    }

    private static void WalkValue(JsonElement value, JsonTypeInfo type, ICustomAttributeProvider? member, string path, List<Problem> problems,
        List<string> templates)
    {
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;

        if (wanted.IsEnum)
        {
            var names = EnumNames(type.Options.GetTypeInfo(wanted));

            if (value.ValueKind != JsonValueKind.String || !names.Contains(Text(value)))
            {
                var advice = value.ValueKind == JsonValueKind.String && Text(value) is { } written ? NearestName.Advice(written, names)
                    : $"Known are: {string.Join(", ", names)}.";
                problems.Add(new(path, "It is none of the known words.", advice));
            }
        }
        else if (wanted == typeof(string))
        {
            WalkText(value, member, path, problems, templates);
        }
        else if (wanted == typeof(bool) ? value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) : !CanRead(value, type))
        {
            problems.Add(Wrong(path, value, wanted == typeof(bool) ? "true or false" : "a number that fits", About(member) ?? "Correct it."));
        }
        else if (Within(member) is { } range && (value.GetDouble() < range.Least || value.GetDouble() > range.Most))
        {
            problems.Add(new(path, $"It has to be from {range.Least:0} to {range.Most:0}.", About(member) ?? "Correct it."));
        }
    }

    private static void WalkText(JsonElement value, ICustomAttributeProvider? member, string path, List<Problem> problems, List<string> templates)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add(Wrong(path, value, "a text", "Write it in quotation marks."));
            return;
        }

        if (Text(value) is not { } text)
        {
            problems.Add(new(path, "It has half a character in it (a lone surrogate).", "Type the text anew."));
            return;
        }

        if (Longest(member) is { } most && text.Length > most)
        {
            problems.Add(new(path, $"It has {text.Length} characters.", $"Keep it to {most}."));
        }

        if (Attribute<TemplateAttribute>(member) is not null)
        {
            templates.Add(text);
            problems.AddRange(Template.Parse(text).Problems.Select(problem =>
                new Problem(path, $"Line {problem.Line}, column {problem.Column}: {problem.Message}", problem.Advice)));
        }
    }

    // GetString throws on a lone surrogate, which the parser lets through.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool CanRead(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Problem Wrong(string path, JsonElement value, string wanted, string advice) =>
        value.ValueKind == JsonValueKind.Undefined ? new(path, "It is missing.", advice) : new(path, $"It has to be {wanted}, and is {Kind(value)}.", advice);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static bool IsCompulsory(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private static IReadOnlyList<string> EnumNames(JsonTypeInfo type) =>
        type.GetJsonSchemaAsNode(Exporter) is JsonObject schema && schema["enum"] is JsonArray names ? [.. names.Select(name => (string?)name ?? "")] : [];

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject described || context.PropertyInfo?.AttributeProvider is not { } member)
        {
            return schema;
        }

        if (About(member) is { } about)
        {
            described["description"] = about;
        }

        if (Longest(member) is { } most)
        {
            described[context.TypeInfo.Kind == JsonTypeInfoKind.Enumerable ? "maxItems" : "maxLength"] = most;
        }

        if (Within(member) is { } range)
        {
            (described["minimum"], described["maximum"]) = (range.Least, range.Most);
        }

        if (Attribute<TemplateAttribute>(member) is not null)
        {
            described["format"] = "template";
        }

        return described;
    }

    private static string? About(ICustomAttributeProvider? member) => Attribute<DescriptionAttribute>(member)?.Description;

    private static int? Longest(ICustomAttributeProvider? member) => Attribute<MaxLengthAttribute>(member)?.Length;

    private static (int Least, int Most)? Within(ICustomAttributeProvider? member) =>
        Attribute<RangeAttribute>(member) is { Minimum: int least, Maximum: int most } ? (least, most) : null;

    private static T? Attribute<T>(ICustomAttributeProvider? member)
        where T : Attribute => member?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
