using System.Text.Json;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>The members of one object, read by name; each way of reading reports what doesn't fit, with its place.</summary>
internal sealed class JsonMembers
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly Problems problems;

    private JsonMembers(JsonElement element, string path, Problems problems) => (this.element, this.path, this.problems) = (element, path, problems);

    /// <summary>The members of what should be an object; null, and a problem, where it is none. Members that aren't known are problems.</summary>
    public static JsonMembers? Of(JsonElement element, string path, Problems problems, IReadOnlyList<string> known, Func<string, string?>? advice = null)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(path, $"There should be an object here, not {Kind(element)}.", "Write { … } with members.");
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                var shown = JsonPath.Shown(member.Name);
                var what = advice?.Invoke(member.Name) ?? NearestName.Advice(shown, [.. known]);
                problems.Add(JsonPath.Member(path, member.Name), $"'{shown}' is not known here.", what);
            }
        }

        return new JsonMembers(element, path, problems);
    }

    public string PathOf(string name) => JsonPath.Member(path, name);

    /// <summary>A member that may be absent.</summary>
    public JsonElement? Find(string name) => element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member that must be there.</summary>
    public JsonElement? Need(string name, string advice)
    {
        if (Find(name) is { } member)
        {
            return member;
        }

        problems.Add(PathOf(name), $"'{name}' is missing.", advice);
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string? NeedText(string name, string advice) => Need(name, advice) is { } member ? Text(member, PathOf(name), problems, advice) : null;

    /// <summary>A text that may be absent.</summary>
    public string? FindText(string name, string advice) => Find(name) is { } member ? Text(member, PathOf(name), problems, advice) : null;

    /// <summary>A stable id or name that must be there.</summary>
    public string? NeedSlug(string name, int longest)
    {
        const string Advice = "Use lower-case letters, digits and single hyphens between them.";

        if (NeedText(name, Advice) is not { } text)
        {
            return null;
        }

        if (Slug.Is(text, longest))
        {
            return text;
        }

        problems.Add(PathOf(name), $"'{JsonPath.Shown(text)}' can't be a name here (at most {longest} characters).", Advice);
        return null;
    }

    /// <summary>Yes or no; no where it is absent.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } member)
        {
            return false;
        }

        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            problems.Add(PathOf(name), $"'{name}' should be true or false, not {Kind(member)}.", "Write true or false, without quotes.");
        }

        return member.ValueKind is JsonValueKind.True;
    }

    /// <summary>A text, or null and a problem.</summary>
    public static string? Text(JsonElement element, string path, Problems problems, string advice)
    {
        if (element.ValueKind is JsonValueKind.String)
        {
            return element.GetString();
        }

        problems.Add(path, $"There should be a text here, not {Kind(element)}.", advice);
        return null;
    }

    /// <summary>The kind of a value, in words.</summary>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}

/// <summary>Names that are safe in keys, addresses and file names.</summary>
internal static class Slug
{
    /// <summary>The same rule as a pattern, for the schema.</summary>
    public const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public static bool Is(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && text[0] is not '-' && text[^1] is not '-'
        && !text.Contains("--", StringComparison.Ordinal)
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-');
}
